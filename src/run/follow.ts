/** Follows an execution to its end: new events as they come, all pages, and those of the executions that it starts. */
import type { Workbench } from '../deploy/workbench.ts';
import { Family } from './family.ts';
import { FollowedExecution } from './followed.ts';
import type { Run } from './run.ts';

/**
 * Milliseconds from one look to the next: a hundredth of the time for which nothing has happened, so that what ends
 * after seconds is known at once, and what takes hours costs few requests.
 */
const shortestPause = 100;
const longestPause = 2_000;

/** GetExecutionHistory's requests are refilled at 20 a second (Step Functions quotas): one follower stays below. */
const pausePerCall = 50;

/** When the look at an execution ends before the execution does. */
export interface Limits {
  /** Milliseconds since 1970. */
  readonly until: number;
  /** At the first state that is left without success, even when its error is caught. */
  readonly atFirstFailure: boolean;
}

/**
 * The run, once it has ended or a limit is reached, whichever is first. Reports each state as it is entered and left.
 * Throws the signal's reason when it aborts.
 */
export async function follow(bench: Workbench, executionArn: string, limits: Limits): Promise<Run> {
  const family = new Family(bench, limits.atFirstFailure);
  const execution = new FollowedExecution(family, executionArn);
  let lastNewsAt = bench.clock.now();
  for (;;) {
    const callsBefore = family.calls;
    if (await execution.look()) lastNewsAt = bench.clock.now();
    const now = bench.clock.now();
    if (execution.isOver || family.isEnough || now >= limits.until) return execution.run;
    const silence = (now - lastNewsAt) / 100;
    const pause = Math.min(Math.max(silence, shortestPause), longestPause);
    const atRate = (family.calls - callsBefore) * pausePerCall;
    await bench.clock.sleep(Math.min(Math.max(pause, atRate), limits.until - now), bench.signal);
  }
}
