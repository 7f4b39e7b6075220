import { z } from 'zod';
import { durationPattern, secondsOf } from '../duration.ts';

/** The longest time that ASL takes, in seconds. */
export const longest = 99_999_999;

/** Text of `1..max` characters. */
export function text(max = Infinity): z.ZodString {
  const some = z.string().min(1, { abort: true });
  return Number.isFinite(max) ? some.max(max) : some;
}

/** A duration between two numbers of seconds, written `30s`, `5m`, `1h` or `2d`. */
export function duration(min: number, max: number): z.ZodString {
  return z
    .string({ error: ({ input }) => aboutDuration(input) })
    .regex(durationPattern, { error: ({ input }) => aboutDuration(input), abort: true })
    .refine((value) => secondsOf(value) >= min && secondsOf(value) <= max, {
      error: `must be between ${min}s and ${max}s`,
    });
}

/** What a value that should be a duration is told; a missing one is told that it is missing. */
export function aboutDuration(input: unknown, others = ''): string | undefined {
  if (input === undefined) return undefined;
  const must = `must be a duration such as 30s, 5m or 1h${others}`;
  if (typeof input === 'number') return `${must}, not the bare number ${input}. Write ${Math.ceil(input)}s`;
  const subsecond = typeof input === 'string' && /^[0-9.]+ ?ms$/.test(input);
  return subsecond ? `${must}. AWS counts in whole seconds` : must;
}
