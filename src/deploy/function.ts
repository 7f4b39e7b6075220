/** Lambda functions: read, plan, publish a candidate version, move `live`, delete what failed. */
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type CreateFunctionCommandInput,
  type FunctionConfiguration,
  type Runtime,
} from '@aws-sdk/client-lambda';
import { abortable, type Aws } from '../aws/connection.ts';
import { orUndefined } from '../aws/errors.ts';
import { isBusyOrPropagating, untilAccepted, untilDefined } from '../aws/patience.ts';
import type { FunctionBlueprint } from '../compile/blueprint.ts';
import { liveAlias } from '../compile/function.ts';
import { exitCode, UserError } from '../errors.ts';
import { canonicalJson } from '../json.ts';
import { actionFor, type Change, type WantedFunction } from './plan.ts';
import { readUrl, type StandingUrl } from './url.ts';
import { carryOut, type Workbench } from './workbench.ts';

export interface StandingFunction {
  readonly tags: Readonly<Record<string, string>>;
  /** What the alias `live` serves; undefined while nothing has been promoted. */
  readonly live?: { readonly version: string; readonly configuration: FunctionConfiguration };
  /** The URL of the alias `live`. */
  readonly url?: StandingUrl;
}

export interface FunctionPlan {
  readonly change: Change;
  readonly wanted: WantedFunction;
  readonly standing?: StandingFunction;
}

/** What stands under a function's name: one GetFunction of what `live` serves, and one for its URL. */
export async function readFunction(
  aws: Aws,
  wanted: FunctionBlueprint,
  signal: AbortSignal,
): Promise<StandingFunction | undefined> {
  const [live, url] = await Promise.all([
    getFunction(aws, wanted.name, liveAlias, signal),
    readUrl(aws, wanted.name, signal),
  ]);
  const found = live ?? (await getFunction(aws, wanted.name, undefined, signal));
  const configuration = live?.Configuration;
  return (
    found && {
      tags: found.Tags ?? {},
      ...(configuration && { live: { version: configuration.Version ?? '', configuration } }),
      ...(url && { url }),
    }
  );
}

async function getFunction(aws: Aws, name: string, qualifier: string | undefined, signal?: AbortSignal) {
  const command = new GetFunctionCommand({ FunctionName: name, Qualifier: qualifier });
  return orUndefined(aws.lambda.send(command, abortable(signal)));
}

export function planFunction(wanted: WantedFunction, standing: StandingFunction | undefined): FunctionPlan {
  const { name, at } = wanted.blueprint;
  const reasons = reasonsToChange(wanted, standing);
  const action = actionFor(standing !== undefined, reasons);
  return {
    change: { action, resource: 'function', name, reasons, at },
    wanted,
    ...(standing && { standing }),
  };
}

function reasonsToChange(wanted: WantedFunction, standing: StandingFunction | undefined): string[] {
  if (!standing) return ['does not exist'];
  if (!standing.live) return ['nothing has been promoted yet'];
  return configurationDifferences(wanted, standing.live.configuration);
}

/** `memory 128 → 256` for each setting that differs; values of variables are not shown, they may be secret. */
function configurationDifferences(
  { blueprint, code }: WantedFunction,
  live: FunctionConfiguration,
): string[] {
  const settings: readonly (readonly [string, string, string])[] = [
    ['runtime', live.Runtime ?? '', blueprint.runtime],
    ['handler', live.Handler ?? '', blueprint.handler],
    ['memory', String(live.MemorySize), String(blueprint.memory)],
    ['timeout', `${live.Timeout ?? 3}s`, `${blueprint.timeoutSeconds}s`],
    ['architecture', live.Architectures?.[0] ?? 'x86_64', blueprint.architecture],
    ['role', live.Role ?? '', blueprint.role.arn],
  ];
  const reasons = settings.flatMap(([what, from, to]) => (from === to ? [] : [`${what} ${from} → ${to}`]));
  const [liveText, liveHash] = splitDescription(live.Description ?? '');
  const [text, hash] = splitDescription(describe({ blueprint, code }));
  if (hash !== liveHash) reasons.push('code differs');
  if (text !== liveText) reasons.push('description differs');
  const variables = live.Environment?.Variables ?? {};
  if (canonicalJson(variables) !== canonicalJson(blueprint.environment)) reasons.push('environment differs');
  return reasons;
}

/** Lambda's limit on a description, in characters. */
const maximumDescription = 256;

/**
 * The description of a version says what it was made from: it is versioned with the code, so what `live` serves can
 * be told without a state file, and on any machine (the zip's own hash depends on the compressor).
 */
function describe({ blueprint, code }: WantedFunction): string {
  const mark = ` [content ${code.contentHash.slice(0, 16)}]`;
  return `${blueprint.description.slice(0, maximumDescription - mark.length)}${mark}`;
}

function splitDescription(description: string): [text: string, hash: string | undefined] {
  const [whole = '', hash] = / \[content ([0-9a-f]{16})\]$/.exec(description) ?? [];
  return [description.slice(0, description.length - whole.length), hash];
}

/** Publishes the wanted version and waits until it can be invoked; the version that stands when nothing changes. */
export async function publishFunction(
  bench: Workbench,
  { change, wanted, standing }: FunctionPlan,
  tags: Readonly<Record<string, string>>,
): Promise<string> {
  const published = await carryOut(bench, change, async () => {
    const version = standing
      ? await updateFunction(bench, wanted)
      : await createFunction(bench, wanted, tags);
    await untilActive(bench, wanted.blueprint.name, version);
    return version;
  });
  return published ?? standing?.live?.version ?? '';
}

async function createFunction(
  bench: Workbench,
  wanted: WantedFunction,
  tags: Readonly<Record<string, string>>,
): Promise<string> {
  const command = new CreateFunctionCommand({
    ...configuration(wanted),
    Code: { ZipFile: wanted.code.zip },
    Architectures: [wanted.blueprint.architecture],
    Tags: { ...tags },
    Publish: true,
  });
  const created = await untilAccepted(bench, isBusyOrPropagating, () =>
    bench.aws.lambda.send(command, abortable(bench.signal)),
  );
  return created.Version ?? '';
}

/** Configuration first, code second with `Publish`: so that one version holds both. */
async function updateFunction(bench: Workbench, wanted: WantedFunction): Promise<string> {
  const { lambda } = bench.aws;
  const { name, architecture } = wanted.blueprint;
  const configure = new UpdateFunctionConfigurationCommand(configuration(wanted));
  await untilAccepted(bench, isBusyOrPropagating, () => lambda.send(configure, abortable(bench.signal)));
  await untilActive(bench, name);
  const upload = new UpdateFunctionCodeCommand({
    FunctionName: name,
    ZipFile: wanted.code.zip,
    Architectures: [architecture],
    Publish: true,
  });
  const updated = await untilAccepted(bench, isBusyOrPropagating, () =>
    lambda.send(upload, abortable(bench.signal)),
  );
  return updated.Version ?? '';
}

/** Every setting that we manage, also the empty ones: an update leaves out what it is not told. */
function configuration(wanted: WantedFunction): Omit<CreateFunctionCommandInput, 'Code'> {
  const { blueprint } = wanted;
  return {
    FunctionName: blueprint.name,
    Role: blueprint.role.arn,
    Runtime: blueprint.runtime as Runtime,
    Handler: blueprint.handler,
    MemorySize: blueprint.memory,
    Timeout: blueprint.timeoutSeconds,
    Description: describe(wanted),
    Environment: { Variables: { ...blueprint.environment } },
  };
}

async function untilActive(bench: Workbench, name: string, version?: string): Promise<void> {
  await untilDefined(bench, async () => {
    const found = await getFunction(bench.aws, name, version, bench.signal);
    const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason } = found?.Configuration ?? {};
    if (State === 'Failed' || LastUpdateStatus === 'Failed') {
      throw new UserError(
        {
          what: `Lambda could not take the function ${name}: ${StateReason ?? LastUpdateStatusReason ?? ''}`,
        },
        exitCode.refused,
      );
    }
    return State === 'Active' && LastUpdateStatus !== 'InProgress' ? true : undefined;
  });
}

/** Lets `live` serve the version. */
export async function promoteFunction(bench: Workbench, plan: FunctionPlan, version: string): Promise<void> {
  const live = plan.standing?.live?.version;
  if (live === version) return;
  const alias = { FunctionName: plan.wanted.blueprint.name, Name: liveAlias, FunctionVersion: version };
  const { lambda } = bench.aws;
  if (live === undefined) await lambda.send(new CreateAliasCommand(alias), abortable(bench.signal));
  else await lambda.send(new UpdateAliasCommand(alias), abortable(bench.signal));
}

/** Deletes the version of a candidate that failed, unless it is what `live` serves. */
export async function discardFunction(bench: Workbench, plan: FunctionPlan, version: string): Promise<void> {
  if (plan.change.action === 'keep' || plan.standing?.live?.version === version) return;
  const command = new DeleteFunctionCommand({ FunctionName: plan.wanted.blueprint.name, Qualifier: version });
  await orUndefined(bench.aws.lambda.send(command, abortable(bench.signal)));
}
