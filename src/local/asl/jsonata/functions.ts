import type { Json } from '../../../json.ts';
import { digest } from '../intrinsics/digest.ts';
import { partition } from '../intrinsics/partition.ts';
import { range } from '../intrinsics/range.ts';
import { seeded } from '../intrinsics/seeded.ts';

/** The most numbers that $range makes. */
const longestRange = 1_000_000;

export interface Host {
  readonly random: () => number;
  readonly uuid: () => string;
}

/**
 * The functions that AWS adds to JSONata, and its own ones that AWS replaces or ($eval) takes away.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function awsFunctions(host: Host): Readonly<Record<string, unknown>> {
  return {
    partition: (items: Json | undefined, size: number) =>
      items === undefined ? undefined : partition(listOf(items), size),
    range: boundedRange,
    hash: (data: Json, algorithm = 'SHA-256') => {
      const text = typeof data === 'string' ? data : JSON.stringify(data);
      return digest(text, algorithm);
    },
    random: (seed?: number) => (seed === undefined ? host.random() : seeded(seed)),
    uuid: () => host.uuid(),
    parse: (text: string | undefined) => (text === undefined ? undefined : (JSON.parse(text) as Json)),
    eval: undefined,
  };
}

function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function boundedRange(first: number, last: number, step: number): readonly number[] {
  if (step === 0) throw new Error('The step of $range must not be 0');
  const numbers = range(first, last, step, longestRange + 1);
  if (numbers.length > longestRange) throw new Error(`$range makes no more than ${longestRange} numbers`);
  return numbers;
}
