/** Log groups: made by the deploy, so that a function's role need not be allowed to make any. */
import { CreateLogGroupCommand, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { abortable, type Aws } from '../aws/connection.ts';
import { errorCode } from '../aws/errors.ts';
import { actionFor, type Change } from './change.ts';
import { carryOut, type Workbench } from './workbench.ts';

export interface LogGroupPlan {
  readonly change: Change;
}

/** Names of the log groups that start with a prefix. */
export async function readLogGroups(aws: Aws, prefix: string): Promise<Set<string>> {
  const names = new Set<string>();
  const pages = paginateDescribeLogGroups({ client: aws.logs }, { logGroupNamePrefix: prefix });
  for await (const page of pages)
    for (const group of page.logGroups ?? []) names.add(group.logGroupName ?? '');
  return names;
}

export function planLogGroup(name: string, standing: ReadonlySet<string>): LogGroupPlan {
  const stands = standing.has(name);
  const reasons = stands ? [] : ['does not exist'];
  return { change: { action: actionFor(stands, reasons), resource: 'log group', name, reasons } };
}

export async function applyLogGroup(
  bench: Workbench,
  { change }: LogGroupPlan,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  await carryOut(bench, change, async () => {
    const command = new CreateLogGroupCommand({ logGroupName: change.name, tags: { ...tags } });
    try {
      await bench.aws.logs.send(command, abortable(bench.signal));
    } catch (thrown) {
      // Somebody else made it since we looked: it is there, which is all that is wanted.
      if (errorCode(thrown) !== 'ResourceAlreadyExistsException') throw thrown;
    }
  });
}
