/** Publishes the wanted version of a function, while `live` serves what it served. */
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import { abortable } from '../../aws/connection.ts';
import { errorCode, orUndefined } from '../../aws/errors.ts';
import { isBusy, untilAccepted, untilDefined } from '../../aws/patience.ts';
import { exitCode, UserError } from '../../errors.ts';
import type { PropagationGate } from '../propagation.ts';
import { carryOut, type Workbench } from '../workbench.ts';
import { deliveredCode } from './artifact.ts';
import { isOfCode, type WantedFunction } from './code.ts';
import { configurationOf } from './configuration.ts';
import { describe } from './describe.ts';
import type { FunctionPlan } from './plan.ts';
import { getFunction } from './read.ts';

/** The published version, once it can be invoked; the one that stands when nothing changes. */
export async function publishFunction(
  bench: Workbench,
  { change, wanted, standing }: FunctionPlan,
  tags: Readonly<Record<string, string>>,
  gate: PropagationGate,
): Promise<string> {
  const published = await carryOut(bench, change, async () => {
    const version = standing
      ? await updateFunction(bench, wanted, gate)
      : await createFunction(bench, wanted, tags, gate);
    await untilActive(bench, wanted.blueprint.name, version);
    return version;
  });
  return published ?? standing?.live?.version ?? '';
}

/** Created and published in one request. A function that has come to stand since we looked is ours by the same tags. */
async function createFunction(
  bench: Workbench,
  wanted: WantedFunction,
  tags: Readonly<Record<string, string>>,
  gate: PropagationGate,
): Promise<string> {
  const command = new CreateFunctionCommand({
    ...configurationOf(wanted),
    PackageType: wanted.blueprint.image ? 'Image' : 'Zip',
    Code: await deliveredCode(bench, wanted),
    Architectures: [wanted.blueprint.architecture],
    Tags: { ...tags },
    Publish: true,
  });
  try {
    const created = await gate.pass(wanted.blueprint.role.arn, () =>
      untilAccepted(bench, isBusy, () => bench.aws.lambda.send(command, abortable(bench.signal))),
    );
    return created.Version ?? '';
  } catch (thrown) {
    if (!(await wasCreatedByUs(bench, wanted, tags, thrown))) throw thrown;
    const latest = await untilActive(bench, wanted.blueprint.name);
    if (isAsWanted(wanted, latest)) return publishLatest(bench, wanted.blueprint.name);
    return updateFunction(bench, wanted, gate);
  }
}

/** A request whose answer was lost is repeated by the SDK, and then finds what it made itself. */
async function wasCreatedByUs(
  bench: Workbench,
  { blueprint }: WantedFunction,
  tags: Readonly<Record<string, string>>,
  thrown: unknown,
): Promise<boolean> {
  if (errorCode(thrown) !== 'ResourceConflictException') return false;
  const found = await getFunction(bench.aws, blueprint.name, undefined, bench.signal);
  return Object.entries(tags).every(([key, value]) => found?.Tags?.[key] === value);
}

/**
 * Configuration first, code second with `Publish`, so that one version holds both. The revision says that nobody came
 * between the two.
 */
async function updateFunction(
  bench: Workbench,
  wanted: WantedFunction,
  gate: PropagationGate,
): Promise<string> {
  const { lambda } = bench.aws;
  const { name, architecture } = wanted.blueprint;
  const configure = new UpdateFunctionConfigurationCommand(configurationOf(wanted));
  await gate.pass(wanted.blueprint.role.arn, () =>
    untilAccepted(bench, isBusy, () => lambda.send(configure, abortable(bench.signal))),
  );
  const configured = await untilActive(bench, name);
  if (configured.Description !== describe(wanted)) throw movedMeanwhile(name);
  const upload = new UpdateFunctionCodeCommand({
    FunctionName: name,
    ...(await deliveredCode(bench, wanted)),
    Architectures: [architecture],
    RevisionId: configured.RevisionId,
    Publish: true,
  });
  try {
    const send = () => lambda.send(upload, abortable(bench.signal));
    return (await untilAccepted(bench, isBusy, send)).Version ?? '';
  } catch (thrown) {
    if (errorCode(thrown) !== 'PreconditionFailedException') throw thrown;
    return publishedByUs(bench, wanted);
  }
}

/** The revision has moved: by our own upload, whose answer was lost, or by somebody else's. */
async function publishedByUs(bench: Workbench, wanted: WantedFunction): Promise<string> {
  const { name } = wanted.blueprint;
  const latest = await untilActive(bench, name);
  if (!isAsWanted(wanted, latest)) throw movedMeanwhile(name);
  return publishLatest(bench, name);
}

/** Publishes what stands; where it has been published already, Lambda answers that version and makes none. */
async function publishLatest(bench: Workbench, name: string): Promise<string> {
  const command = new PublishVersionCommand({ FunctionName: name });
  const send = () => bench.aws.lambda.send(command, abortable(bench.signal));
  return (await untilAccepted(bench, isBusy, send)).Version ?? '';
}

/** Whether the function, as it stands, is what is wanted. */
function isAsWanted(wanted: WantedFunction, { CodeSha256, Description }: FunctionConfiguration): boolean {
  return isOfCode(wanted, CodeSha256) && Description === describe(wanted);
}

function movedMeanwhile(name: string): UserError {
  return new UserError(
    {
      what: `the function ${name} was changed by somebody else while this deploy was changing it`,
      hint: 'Look who else deploys this stage, and deploy again',
    },
    exitCode.refused,
  );
}

/** The configuration, once the function, or the version of it, is active and no update is under way. */
async function untilActive(bench: Workbench, name: string, version?: string): Promise<FunctionConfiguration> {
  return untilDefined(bench, async () => {
    const found = await getFunction(bench.aws, name, version, bench.signal);
    const configuration = found?.Configuration;
    const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason } = configuration ?? {};
    if (State === 'Failed' || LastUpdateStatus === 'Failed') {
      const reason = StateReason ?? LastUpdateStatusReason ?? 'no reason given';
      throw new UserError(
        { what: `Lambda could not take the function ${name}: ${reason}` },
        exitCode.refused,
      );
    }
    return State === 'Active' && LastUpdateStatus !== 'InProgress' ? configuration : undefined;
  });
}

/** Deletes the version of a candidate that failed, unless it is what `live` serves. */
export async function discardFunction(bench: Workbench, plan: FunctionPlan, version: string): Promise<void> {
  if (plan.change.action === 'keep' || plan.standing?.live?.version === version) return;
  await deleteVersion(bench, plan.wanted.blueprint.name, version);
}

export async function deleteVersion(bench: Workbench, name: string, version: string): Promise<void> {
  const command = new DeleteFunctionCommand({ FunctionName: name, Qualifier: version });
  await orUndefined(bench.aws.lambda.send(command, abortable(bench.signal)));
}
