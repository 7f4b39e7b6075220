import { ExceedToleratedFailureThreshold } from '../errors/exceed-tolerated-failure-threshold.ts';
import type { ChildResult, MapRun, MapRunLimits } from '../map-runs.ts';
import type { Batch } from './batcher.ts';

/** Without MaxConcurrency AWS starts up to 10,000 children at once; one process does as well with fewer in flight. */
const widest = 1000;

/**
 * Runs a child for each batch and resolves with their results in the batches' order. Rejects with ExceedToleratedFailureThreshold as soon as
 * too many have failed, or with the signal's reason; either way once the children that ran have ended.
 */
export async function runChildren(
  mapRun: MapRun,
  batches: readonly Batch[],
  signal: AbortSignal,
): Promise<readonly ChildResult[]> {
  const results: ChildResult[] = [];
  const items = batches.reduce((sum, batch) => sum + batch.items, 0);
  const over = new AbortController();
  const stop = (): void => {
    over.abort(signal.reason);
  };
  signal.addEventListener('abort', stop, { once: true });
  let next = 0;
  let failed = 0;
  const lane = async (number: number): Promise<void> => {
    while (next < batches.length && !over.signal.aborted && number < width(mapRun.limits())) {
      const index = next++;
      const batch = batches[index];
      if (batch === undefined) return;
      const result = await mapRun.run(batch, over.signal);
      results[index] = result;
      if (result.outcome.status !== 'SUCCEEDED') failed += batch.items;
      if (exceeds(mapRun.limits(), failed, items)) over.abort(new ExceedToleratedFailureThreshold());
    }
  };
  const lanes = Array.from({ length: Math.min(batches.length, widest) }, (_, number) => lane(number));
  try {
    await Promise.all(lanes);
  } finally {
    signal.removeEventListener('abort', stop);
  }
  over.signal.throwIfAborted();
  return results;
}

function width({ maxConcurrency }: MapRunLimits): number {
  return maxConcurrency === 0 ? widest : maxConcurrency;
}

/** A threshold of 0 only counts where the other one is 0 too: then no failure is tolerated. */
function exceeds(limits: MapRunLimits, failed: number, items: number): boolean {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage } = limits;
  if (count === 0 && percentage === 0) return failed > 0;
  return (count > 0 && failed > count) || (percentage > 0 && (failed / items) * 100 > percentage);
}
