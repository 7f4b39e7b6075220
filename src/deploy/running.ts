/** Executions of older versions: as long as they run, what they need stays. */
import { paginateListExecutions } from '@aws-sdk/client-sfn';
import type { StateMachineBlueprint } from '../compile/blueprint.ts';
import type { Workbench } from './workbench.ts';

/** Express executions run for at most five minutes, and nothing lists them (Step Functions quotas). */
const expressMs = 5 * 60_000;

/**
 * Why what older versions need must stay, in words; undefined when nothing of theirs runs. `versionArn` is what `live`
 * executes, since `liveSince` (milliseconds since 1970).
 */
export async function olderExecutions(
  bench: Workbench,
  machine: StateMachineBlueprint,
  versionArn: string,
  liveSince: number,
): Promise<string | undefined> {
  if (machine.type === 'EXPRESS') {
    const young = bench.clock.now() - liveSince < expressMs;
    return young ? 'express executions of the version before may run for five minutes' : undefined;
  }
  const count = await countOlder(bench, machine.arn, versionArn);
  if (count === 0) return undefined;
  return `${count} ${count === 1 ? 'execution' : 'executions'} of older versions still running`;
}

async function countOlder({ aws }: Workbench, stateMachineArn: string, versionArn: string): Promise<number> {
  let count = 0;
  const pages = paginateListExecutions({ client: aws.sfn }, { stateMachineArn, statusFilter: 'RUNNING' });
  for await (const { executions = [] } of pages) {
    count += executions.filter(({ stateMachineVersionArn }) => stateMachineVersionArn !== versionArn).length;
  }
  return count;
}
