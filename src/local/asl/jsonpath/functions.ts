import { isObject } from '../../../json.ts';
import type { Json } from '../../../json.ts';

/** Jayway's functions at the end of a path; undefined where they do not apply. */
export const functions: Readonly<Record<string, (value: Json) => Json | undefined>> = {
  length: (value) => {
    if (typeof value === 'string') return value.length;
    if (Array.isArray(value)) return value.length;
    return isObject(value) ? Object.keys(value).length : undefined;
  },
  keys: (value) => (isObject(value) ? Object.keys(value) : undefined),
  min: (value) => overNumbers(value, (numbers) => Math.min(...numbers)),
  max: (value) => overNumbers(value, (numbers) => Math.max(...numbers)),
  sum: (value) => overNumbers(value, sum),
  avg: (value) => overNumbers(value, (numbers) => sum(numbers) / numbers.length),
  stddev: (value) => overNumbers(value, deviation),
  first: (value) => (Array.isArray(value) ? (value as readonly Json[])[0] : undefined),
  last: (value) => (Array.isArray(value) ? (value as readonly Json[]).at(-1) : undefined),
};

function overNumbers(value: Json, reduce: (numbers: readonly number[]) => number): number | undefined {
  if (!Array.isArray(value)) return undefined;
  const numbers = (value as readonly Json[]).filter((item) => typeof item === 'number');
  return numbers.length === 0 ? undefined : reduce(numbers);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function deviation(numbers: readonly number[]): number {
  const mean = sum(numbers) / numbers.length;
  return Math.sqrt(sum(numbers.map((number) => (number - mean) ** 2)) / numbers.length);
}
