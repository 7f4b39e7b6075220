import { canonicalJson, type Json } from '../../../json.ts';
import { deepEqual } from '../values.ts';

type Compare = (left: Json | undefined, right: Json | undefined) => boolean;

/** Jayway's filter operators; a side that is not there is undefined. */
export const operators: Readonly<Record<string, Compare>> = {
  '==': (left, right) => equal(left, right),
  '!=': (left, right) => !equal(left, right),
  '<': (left, right) => ordered(left, right, (a, b) => a < b),
  '<=': (left, right) => ordered(left, right, (a, b) => a <= b),
  '>': (left, right) => ordered(left, right, (a, b) => a > b),
  '>=': (left, right) => ordered(left, right, (a, b) => a >= b),
  in: (left, right) => listOf(right).some((item) => equal(left, item)),
  nin: (left, right) => !listOf(right).some((item) => equal(left, item)),
  subsetof: (left, right) => listOf(left).every(oneOf(right)),
  anyof: (left, right) => listOf(left).some(oneOf(right)),
  noneof: (left, right) => !listOf(left).some(oneOf(right)),
  contains: (left, right) =>
    typeof left === 'string' && typeof right === 'string'
      ? left.includes(right)
      : listOf(left).some((item) => equal(item, right)),
  size: (left, right) => lengthOf(left) === right,
  empty: (left, right) => left !== undefined && (lengthOf(left) === 0) === right,
};

function equal(left: Json | undefined, right: Json | undefined): boolean {
  return left !== undefined && right !== undefined && deepEqual(left, right);
}

/** Looks items up: comparing each with each takes too long where both are many. */
function oneOf(list: Json | undefined): (item: Json) => boolean {
  const texts = new Set(listOf(list).map(canonicalJson));
  return (item) => texts.has(canonicalJson(item));
}

function ordered(
  left: Json | undefined,
  right: Json | undefined,
  test: (left: string | number, right: string | number) => boolean,
): boolean {
  if (typeof left === 'number' && typeof right === 'number') return test(left, right);
  return typeof left === 'string' && typeof right === 'string' && test(left, right);
}

function lengthOf(value: Json | undefined): number | undefined {
  if (typeof value === 'string') return value.length;
  return Array.isArray(value) ? value.length : undefined;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
