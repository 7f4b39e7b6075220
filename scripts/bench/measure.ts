/** Clocks and scales. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Says milliseconds that go on. */
type Stopwatch = () => number;

const time: Stopwatch = () => performance.now();

/** Of this process; what it waits for does not count. */
export const processorTime: Stopwatch = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** Milliseconds that `work` takes. */
async function timed(work: () => Promise<unknown>, stopwatch: Stopwatch): Promise<number> {
  collectGarbage();
  const start = stopwatch();
  await work();
  return stopwatch() - start;
}

/**
 * Median milliseconds of several works, each done once to warm up and then `rounds` times, by turns: what else the machine
 * does meanwhile hits them all.
 */
export async function sideBySide(
  rounds: number,
  works: readonly (() => Promise<unknown>)[],
  stopwatch = time,
): Promise<readonly number[]> {
  for (const work of works) await work();
  const times = works.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, work] of works.entries()) times[index]?.push(await timed(work, stopwatch));
  }
  return times.map(median);
}

/** Megabytes of live objects. */
export function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
