import type { Json } from '../../../json.ts';
import type { Scope } from '../scope.ts';

/** One `States.…` function. */
export interface Intrinsic {
  /** Least and most arguments. */
  readonly arity: readonly [number, number];
  /** Throws IntrinsicProblem for arguments that it does not take. */
  call(args: readonly Json[], scope: Scope): Json;
}

export class IntrinsicProblem extends Error {}

export function arrayArgument(args: readonly Json[], index: number): readonly Json[] {
  const value = args[index];
  if (!Array.isArray(value)) throw new IntrinsicProblem('Invalid arguments in call');
  return value as readonly Json[];
}

export function stringArgument(args: readonly Json[], index: number): string {
  const value = args[index];
  if (typeof value !== 'string') throw new IntrinsicProblem('Invalid arguments in call');
  return value;
}

/** Rounded to the nearest integer, halves up, as Java's Math.round does. */
export function integerArgument(args: readonly Json[], index: number): number {
  const value = args[index];
  if (typeof value !== 'number') throw new IntrinsicProblem('Invalid arguments in call');
  return Math.round(value) + 0;
}
