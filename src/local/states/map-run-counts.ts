/** How far the children of a map run have come, counted by execution and by item. */
import type { ExecutionStatus, MapRunExecutionCounts, MapRunItemCounts } from '@aws-sdk/client-sfn';
import type { Execution } from './execution.ts';

export interface Counts {
  readonly executionCounts: MapRunExecutionCounts;
  readonly itemCounts: MapRunItemCounts;
}

/** `items` is how many there are at all; results are written at the run's end. */
export function countChildren(children: readonly Execution[], items: number, isOver: boolean): Counts {
  const given = children.reduce((sum, child) => sum + itemsOf(child), 0);
  return {
    executionCounts: count(children, () => 1, 0, isOver),
    itemCounts: count(children, itemsOf, Math.max(0, items - given), isOver),
  };
}

function itemsOf({ launch }: Execution): number {
  return launch.itemCount ?? 1;
}

function count(
  children: readonly Execution[],
  weigh: (child: Execution) => number,
  pending: number,
  isOver: boolean,
): MapRunExecutionCounts & MapRunItemCounts {
  const of = (status: ExecutionStatus): number =>
    children.filter((child) => child.status === status).reduce((sum, child) => sum + weigh(child), 0);
  const ended = {
    succeeded: of('SUCCEEDED'),
    failed: of('FAILED'),
    timedOut: of('TIMED_OUT'),
    aborted: of('ABORTED'),
  };
  const running = of('RUNNING');
  const total = Object.values(ended).reduce((sum, number) => sum + number, pending + running);
  const resultsWritten = isOver ? ended.succeeded + ended.failed + ended.timedOut : 0;
  return { pending, running, ...ended, total, resultsWritten };
}
