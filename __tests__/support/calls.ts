/** What a log of calls says of a deploy: how many of each, how long, and how many within a second. */
import type { LoggedCall } from './control.ts';

/** `service:operation` → number of calls, the most frequent first. */
export function countByOperation(calls: readonly LoggedCall[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { service, operation } of calls) {
    const name = `${service}:${operation}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
}

/** Of Lambda's control plane, GetFunction has a rate of its own, and Invoke is not of it (Lambda quotas). */
export function isCountedByLambda({ service, operation }: LoggedCall): boolean {
  return service === 'lambda' && operation !== 'GetFunction' && operation !== 'Invoke';
}

/** The most calls that began within any one second. */
export function mostInASecond(calls: readonly LoggedCall[]): number {
  const starts = calls.map(({ startedAt }) => startedAt).sort((a, b) => a - b);
  return Math.max(
    0,
    ...starts.map((start, first) => starts.slice(first).filter((other) => other < start + 1_000).length),
  );
}

/** From when the first began to when the last ended. Milliseconds. */
export function spanOf(calls: readonly LoggedCall[]): number {
  const ends = calls.map(({ startedAt, endedAt }) => endedAt ?? startedAt);
  return Math.max(...ends) - Math.min(...calls.map(({ startedAt }) => startedAt));
}

/** The median time of an operation, milliseconds. Throws when it was not called. */
export function typicalMs(calls: readonly LoggedCall[], operation: string): number {
  const times = calls
    .filter((call) => call.operation === operation)
    .map(({ startedAt, endedAt }) => (endedAt ?? startedAt) - startedAt)
    .sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)];
  if (median === undefined) throw new Error(`${operation} was not called`);
  return median;
}
