/** What stands under the state machine's name. */
import {
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ListTagsForResourceCommand,
  type DescribeStateMachineAliasCommandOutput,
  type DescribeStateMachineCommandOutput,
} from '@aws-sdk/client-sfn';
import { abortable, type Aws } from '../../aws/connection.ts';
import { orUndefined } from '../../aws/errors.ts';
import type { StateMachineBlueprint, StateMachineLogging } from '../../compile/blueprint.ts';
import { liveAlias } from '../../compile/function.ts';
import type { Json } from '../../json.ts';

export interface StandingStateMachine {
  readonly type: string;
  readonly tags: Readonly<Record<string, string>>;
  /** What the alias `live` executes; undefined while nothing has been promoted. */
  readonly live?: LiveStateMachine;
}

export interface LiveStateMachine {
  readonly versionArn: string;
  readonly definition: Json;
  readonly roleArn: string;
  readonly logging: StateMachineLogging;
  readonly tracing: boolean;
  /** Milliseconds since 1970, when `live` last moved. */
  readonly since: number;
}

export async function readStateMachine(
  aws: Aws,
  { arn }: StateMachineBlueprint,
  signal: AbortSignal,
): Promise<StandingStateMachine | undefined> {
  const [machine, alias] = await Promise.all([describe(aws, arn, signal), readLiveAlias(aws, arn, signal)]);
  if (!machine) return undefined;
  const versionArn = liveVersionOf(alias);
  const [version, tags] = await Promise.all([
    versionArn === undefined ? undefined : describe(aws, versionArn, signal),
    readTags(aws, arn, signal),
  ]);
  const live = version && { ...liveOf(version), since: alias?.updateDate?.getTime() ?? 0 };
  return { type: machine.type ?? 'STANDARD', tags, ...(live && { live }) };
}

/** Undefined when there is no such state machine or version. */
export async function describe(
  aws: Aws,
  arn: string,
  signal: AbortSignal,
): Promise<DescribeStateMachineCommandOutput | undefined> {
  return orUndefined(
    aws.sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn }), abortable(signal)),
  );
}

export async function readLiveAlias(
  aws: Aws,
  stateMachineArn: string,
  signal: AbortSignal,
): Promise<DescribeStateMachineAliasCommandOutput | undefined> {
  const command = new DescribeStateMachineAliasCommand({
    stateMachineAliasArn: `${stateMachineArn}:${liveAlias}`,
  });
  return orUndefined(aws.sfn.send(command, abortable(signal)));
}

/** While a promotion shifts weight, the version with the most of it is what is live. */
export function liveVersionOf(alias: DescribeStateMachineAliasCommandOutput | undefined): string | undefined {
  const byWeight = [...(alias?.routingConfiguration ?? [])].sort((a, b) => (b.weight ?? 0) - (a.weight ?? 0));
  return byWeight[0]?.stateMachineVersionArn;
}

async function readTags(aws: Aws, arn: string, signal: AbortSignal): Promise<Record<string, string>> {
  const command = new ListTagsForResourceCommand({ resourceArn: arn });
  const answer = await orUndefined(aws.sfn.send(command, abortable(signal)));
  return Object.fromEntries((answer?.tags ?? []).map(({ key = '', value = '' }) => [key, value]));
}

function liveOf(version: DescribeStateMachineCommandOutput): Omit<LiveStateMachine, 'since'> {
  return {
    versionArn: version.stateMachineArn ?? '',
    definition: JSON.parse(version.definition ?? 'null') as Json,
    roleArn: version.roleArn ?? '',
    logging: loggingOf(version),
    tracing: version.tracingConfiguration?.enabled ?? false,
  };
}

function loggingOf({ loggingConfiguration }: DescribeStateMachineCommandOutput): StateMachineLogging {
  const { level = 'OFF', includeExecutionData = false, destinations = [] } = loggingConfiguration ?? {};
  const logGroupArn = destinations[0]?.cloudWatchLogsLogGroup?.logGroupArn;
  return { level, includeExecutionData, ...(logGroupArn !== undefined && { logGroupArn }) };
}
