import type { Run, StateVisit } from './run.ts';

/** Where a run ended without success; of one that we wait for no longer, the last state that was still at work. */
export function leafOf({ failedVisit, states }: Run): StateVisit | undefined {
  return failedVisit ?? states.findLast(({ exitedAt }) => exitedAt === undefined);
}
