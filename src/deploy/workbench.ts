/** What every step of a deploy works with. */
import type { Aws } from '../aws/connection.ts';
import type { Clock } from '../clock.ts';
import type { Reporter } from '../report/reporter.ts';
import type { Change } from './change.ts';

export interface Workbench {
  readonly aws: Aws;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly report: Reporter;
  /** Who deploys, and since when, in words: what another deploy of the stage is told. */
  readonly who: string;
}

/** Carries out a change, unless it is to keep things as they are, and reports how long it took. */
export async function carryOut<T>(
  bench: Workbench,
  change: Change,
  action: () => Promise<T>,
): Promise<T | undefined> {
  if (change.action === 'keep') return undefined;
  bench.signal.throwIfAborted();
  const start = bench.clock.now();
  const result = await action();
  bench.report({ kind: 'applied', change, durationMs: bench.clock.now() - start });
  return result;
}

/**
 * The results of all; when some fail, the first error, but only after all have ended: nothing is left running behind
 * the back of whoever cleans up.
 */
export async function allOf<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(work);
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
