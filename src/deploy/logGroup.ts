/** Log groups: made by the deploy, so that no role need be allowed to make any. */
import {
  CreateLogGroupCommand,
  DeleteRetentionPolicyCommand,
  ListTagsForResourceCommand,
  paginateDescribeLogGroups,
  PutRetentionPolicyCommand,
  type LogGroup,
} from '@aws-sdk/client-cloudwatch-logs';
import { abortable, type Aws } from '../aws/connection.ts';
import { errorCode, orUndefined } from '../aws/errors.ts';
import type { LogGroupBlueprint } from '../compile/blueprint.ts';
import { actionFor, type Change } from './change.ts';
import { carryOut, type Workbench } from './workbench.ts';

export interface StandingLogGroup {
  readonly arn: string;
  /** Undefined: for ever. */
  readonly retentionDays?: number;
  /** Asked for only where the retention is to change. */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface LogGroupPlan {
  readonly change: Change;
  readonly wanted: LogGroupBlueprint;
  readonly standing?: StandingLogGroup;
}

/** The wanted log groups that stand, by name. */
export async function readLogGroups(
  aws: Aws,
  wanted: readonly LogGroupBlueprint[],
  signal: AbortSignal,
): Promise<Map<string, StandingLogGroup>> {
  const prefixes = prefixesOf(wanted.map(({ name }) => name));
  const found = (await Promise.all(prefixes.map((prefix) => listLogGroups(aws, prefix)))).flat();
  const byName = new Map(found.map((group) => [group.logGroupName, group]));
  const standing = await Promise.all(
    wanted.map(async (one) => {
      const group = byName.get(one.name);
      return group && ([one.name, await standingOf(aws, one, group, signal)] as const);
    }),
  );
  return new Map(standing.filter((entry) => entry !== undefined));
}

/**
 * What to list by: names in one folder share their beginning, as those of one workflow's functions do. Where only the
 * folder is shared, which may hold everybody's groups, each name by itself.
 */
export function prefixesOf(names: readonly string[]): string[] {
  const folders = new Map<string, string[]>();
  for (const name of names) {
    const folder = name.slice(0, name.lastIndexOf('/') + 1);
    folders.set(folder, [...(folders.get(folder) ?? []), name]);
  }
  return [...folders].flatMap(([folder, inside]) => {
    const shared = commonPrefix(inside);
    return shared.length > folder.length ? [shared] : inside;
  });
}

function commonPrefix([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  while (!others.every((other) => other.startsWith(first.slice(0, length)))) length -= 1;
  return first.slice(0, length);
}

async function listLogGroups(aws: Aws, prefix: string): Promise<LogGroup[]> {
  const groups: LogGroup[] = [];
  const pages = paginateDescribeLogGroups({ client: aws.logs }, { logGroupNamePrefix: prefix });
  for await (const page of pages) groups.push(...(page.logGroups ?? []));
  return groups;
}

async function standingOf(
  aws: Aws,
  wanted: LogGroupBlueprint,
  { arn = '', retentionInDays }: LogGroup,
  signal: AbortSignal,
): Promise<StandingLogGroup> {
  const plainArn = arn.replace(/:\*$/, '');
  const standing = {
    arn: plainArn,
    ...(retentionInDays !== undefined && { retentionDays: retentionInDays }),
  };
  if (wanted.retentionDays === retentionInDays) return standing;
  const command = new ListTagsForResourceCommand({ resourceArn: plainArn });
  const answer = await orUndefined(aws.logs.send(command, abortable(signal)));
  return { ...standing, tags: answer?.tags ?? {} };
}

/** A group that is not ours may serve all the same; its retention is its owner's business, unless the file says one. */
export function planLogGroup(
  wanted: LogGroupBlueprint,
  standing: StandingLogGroup | undefined,
  isOurs: (tags: Readonly<Record<string, string>>) => boolean,
): LogGroupPlan {
  const reasons = standing ? retentionDifference(wanted, standing, isOurs) : newGroup(wanted);
  const action = actionFor(standing !== undefined, reasons);
  return {
    change: { action, resource: 'log group', name: wanted.name, reasons },
    wanted,
    ...(standing && { standing }),
  };
}

function newGroup({ retentionDays }: LogGroupBlueprint): string[] {
  return ['does not exist', ...(retentionDays === undefined ? [] : [`retention ${retentionDays}d`])];
}

function retentionDifference(
  { retentionDays: wanted }: LogGroupBlueprint,
  { retentionDays: standing, tags = {} }: StandingLogGroup,
  isOurs: (tags: Readonly<Record<string, string>>) => boolean,
): string[] {
  if (wanted === standing || (wanted === undefined && !isOurs(tags))) return [];
  const days = (retention: number | undefined): string =>
    retention === undefined ? 'for ever' : `${retention}d`;
  return [`retention ${days(standing)} → ${days(wanted)}`];
}

/** Makes the group where there is none. A retention that stands changes at promotion only: it deletes what is older. */
export async function makeLogGroup(
  bench: Workbench,
  { change, wanted }: LogGroupPlan,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  if (change.action !== 'create') return;
  await carryOut(bench, change, async () => {
    const command = new CreateLogGroupCommand({ logGroupName: wanted.name, tags: { ...tags } });
    try {
      await bench.aws.logs.send(command, abortable(bench.signal));
    } catch (thrown) {
      // Somebody else made it since we looked: it is there, which is all that is wanted.
      if (errorCode(thrown) !== 'ResourceAlreadyExistsException') throw thrown;
    }
    if (wanted.retentionDays !== undefined) await putRetention(bench, wanted);
  });
}

export async function applyRetention(bench: Workbench, { change, wanted }: LogGroupPlan): Promise<void> {
  if (change.action === 'update') await carryOut(bench, change, () => putRetention(bench, wanted));
}

async function putRetention(
  { aws: { logs }, signal }: Workbench,
  { name, retentionDays }: LogGroupBlueprint,
): Promise<void> {
  if (retentionDays === undefined) {
    await logs.send(new DeleteRetentionPolicyCommand({ logGroupName: name }), abortable(signal));
    return;
  }
  const command = new PutRetentionPolicyCommand({ logGroupName: name, retentionInDays: retentionDays });
  await logs.send(command, abortable(signal));
}
