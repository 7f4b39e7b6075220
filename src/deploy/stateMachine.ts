/** The state machine: read, plan, publish a candidate version, move `live`, delete what failed. */
import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineVersionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ListTagsForResourceCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
  type DescribeStateMachineCommandOutput,
} from '@aws-sdk/client-sfn';
import { abortable, type Aws } from '../aws/connection.ts';
import { errorCode, orUndefined } from '../aws/errors.ts';
import { isPropagation, untilAccepted } from '../aws/patience.ts';
import type { StateMachineBlueprint } from '../compile/blueprint.ts';
import { liveAlias } from '../compile/function.ts';
import { resolveReferences } from '../compile/references.ts';
import { exitCode, UserError } from '../errors.ts';
import { canonicalJson, type Json } from '../json.ts';
import type { FunctionPlan } from './function.ts';
import { actionFor, type Change } from './plan.ts';
import { carryOut, type Workbench } from './workbench.ts';

export interface StandingStateMachine {
  readonly type: string;
  readonly tags: Readonly<Record<string, string>>;
  /** What the alias `live` executes; undefined while nothing has been promoted. */
  readonly live?: { readonly versionArn: string; readonly definition: Json; readonly roleArn: string };
}

export interface StateMachinePlan {
  readonly change: Change;
  readonly wanted: StateMachineBlueprint;
  readonly standing?: StandingStateMachine;
}

export async function readStateMachine(
  aws: Aws,
  { arn }: StateMachineBlueprint,
  signal: AbortSignal,
): Promise<StandingStateMachine | undefined> {
  const [machine, versionArn] = await Promise.all([
    describe(aws, arn, signal),
    readLiveVersion(aws, arn, signal),
  ]);
  if (!machine) return undefined;
  const [version, tags] = await Promise.all([
    versionArn === undefined ? undefined : describe(aws, versionArn, signal),
    readTags(aws, arn, signal),
  ]);
  return { type: machine.type ?? 'STANDARD', tags, ...(version && { live: liveOf(version) }) };
}

async function describe(
  aws: Aws,
  arn: string,
  signal: AbortSignal,
): Promise<DescribeStateMachineCommandOutput | undefined> {
  return orUndefined(
    aws.sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn }), abortable(signal)),
  );
}

async function readLiveVersion(aws: Aws, arn: string, signal: AbortSignal): Promise<string | undefined> {
  const command = new DescribeStateMachineAliasCommand({ stateMachineAliasArn: `${arn}:${liveAlias}` });
  const alias = await orUndefined(aws.sfn.send(command, abortable(signal)));
  return alias?.routingConfiguration?.[0]?.stateMachineVersionArn;
}

async function readTags(aws: Aws, arn: string, signal: AbortSignal): Promise<Record<string, string>> {
  const command = new ListTagsForResourceCommand({ resourceArn: arn });
  const answer = await orUndefined(aws.sfn.send(command, abortable(signal)));
  return Object.fromEntries((answer?.tags ?? []).map(({ key = '', value = '' }) => [key, value]));
}

function liveOf(version: DescribeStateMachineCommandOutput): NonNullable<StandingStateMachine['live']> {
  return {
    versionArn: version.stateMachineArn ?? '',
    definition: JSON.parse(version.definition ?? 'null') as Json,
    roleArn: version.roleArn ?? '',
  };
}

/** The definition names function versions: when a function changes, so does the machine that calls it. */
export function planStateMachine(
  wanted: StateMachineBlueprint,
  functions: readonly FunctionPlan[],
  standing: StandingStateMachine | undefined,
): StateMachinePlan {
  refuseTypeChange(wanted, standing);
  const reasons = reasonsToChange(wanted, functions, standing);
  const action = actionFor(standing !== undefined, reasons);
  return {
    change: { action, resource: 'state machine', name: wanted.name, reasons },
    wanted,
    ...(standing && { standing }),
  };
}

function refuseTypeChange(wanted: StateMachineBlueprint, standing: StandingStateMachine | undefined): void {
  if (!standing || standing.type === wanted.type) return;
  throw new UserError(
    {
      what: `the state machine ${wanted.name} is ${standing.type}, and AWS cannot make it ${wanted.type}`,
      hint: 'Give the workflow another name or stage, or destroy this one first',
    },
    exitCode.refused,
  );
}

function reasonsToChange(
  wanted: StateMachineBlueprint,
  functions: readonly FunctionPlan[],
  standing: StandingStateMachine | undefined,
): string[] {
  if (!standing) return ['does not exist'];
  if (!standing.live) return ['nothing has been promoted yet'];
  const called = functions.filter(({ wanted: { blueprint } }) => wanted.functionKeys.includes(blueprint.key));
  const reasons = called
    .filter(({ change }) => change.action !== 'keep')
    .map(({ wanted: { blueprint } }) => `calls the new version of ${blueprint.key}`);
  if (standing.live.roleArn !== wanted.role.arn) reasons.push('role differs');
  const versions = new Map(
    called.map((plan) => [plan.wanted.blueprint.key, plan.standing?.live?.version ?? '']),
  );
  if (reasons.length === 0 && !sameDefinition(standing.live.definition, wanted, called, versions)) {
    reasons.push('definition differs');
  }
  return reasons;
}

function sameDefinition(
  live: Json,
  wanted: StateMachineBlueprint,
  called: readonly FunctionPlan[],
  versions: ReadonlyMap<string, string>,
): boolean {
  return canonicalJson(live) === canonicalJson(resolveDefinition(wanted, called, versions));
}

function resolveDefinition(
  wanted: StateMachineBlueprint,
  functions: readonly FunctionPlan[],
  versions: ReadonlyMap<string, string>,
): Json {
  const arns = new Map(functions.map((plan) => [plan.wanted.blueprint.key, plan.wanted.blueprint.arn]));
  return resolveReferences(wanted.definition, (key) => `${arns.get(key) ?? ''}:${versions.get(key) ?? ''}`);
}

/** Publishes the wanted version; the one that stands when nothing changes. Versions of functions come by key. */
export async function publishStateMachine(
  bench: Workbench,
  { change, wanted, standing }: StateMachinePlan,
  functions: readonly FunctionPlan[],
  versions: ReadonlyMap<string, string>,
  tags: Readonly<Record<string, string>>,
): Promise<string> {
  const published = await carryOut(bench, change, async () => {
    const definition = JSON.stringify(resolveDefinition(wanted, functions, versions));
    return untilAccepted(bench, isPropagation, () =>
      standing ? update(bench, wanted, definition) : create(bench, wanted, definition, tags),
    );
  });
  return published ?? standing?.live?.versionArn ?? '';
}

async function create(
  { aws, signal }: Workbench,
  wanted: StateMachineBlueprint,
  definition: string,
  tags: Readonly<Record<string, string>>,
): Promise<string> {
  const command = new CreateStateMachineCommand({
    name: wanted.name,
    type: wanted.type,
    roleArn: wanted.role.arn,
    definition,
    publish: true,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  });
  const created = await aws.sfn.send(command, abortable(signal));
  return created.stateMachineVersionArn ?? '';
}

async function update(
  { aws, signal }: Workbench,
  wanted: StateMachineBlueprint,
  definition: string,
): Promise<string> {
  const command = new UpdateStateMachineCommand({
    stateMachineArn: wanted.arn,
    roleArn: wanted.role.arn,
    definition,
    publish: true,
  });
  const updated = await aws.sfn.send(command, abortable(signal));
  return updated.stateMachineVersionArn ?? '';
}

/** Lets `live` execute the version. */
export async function promoteStateMachine(
  bench: Workbench,
  plan: StateMachinePlan,
  versionArn: string,
): Promise<void> {
  const live = plan.standing?.live?.versionArn;
  if (live === versionArn) return;
  const routingConfiguration = [{ stateMachineVersionArn: versionArn, weight: 100 }];
  const { sfn } = bench.aws;
  if (live === undefined) {
    await sfn.send(
      new CreateStateMachineAliasCommand({ name: liveAlias, routingConfiguration }),
      abortable(bench.signal),
    );
    return;
  }
  const stateMachineAliasArn = `${plan.wanted.arn}:${liveAlias}`;
  await sfn.send(
    new UpdateStateMachineAliasCommand({ stateMachineAliasArn, routingConfiguration }),
    abortable(bench.signal),
  );
}

/** Deletes the version of a candidate that failed, unless it is what `live` executes. */
export async function discardStateMachine(
  bench: Workbench,
  plan: StateMachinePlan,
  versionArn: string,
): Promise<void> {
  if (plan.change.action === 'keep' || plan.standing?.live?.versionArn === versionArn) return;
  const command = new DeleteStateMachineVersionCommand({ stateMachineVersionArn: versionArn });
  try {
    await bench.aws.sfn.send(command, abortable(bench.signal));
  } catch (thrown) {
    if (errorCode(thrown) !== 'ResourceNotFound') throw thrown;
  }
}
