import type { Json } from '../../../json.ts';
import { consistsOf } from '../../wildcards.ts';
import { parseTimestamp } from '../timestamp.ts';

/** Whether a variable's value passes, given what the rule holds against it. */
type Test = (value: Json, operand: Json) => boolean;

const order = {
  Equals: (compared: number) => compared === 0,
  LessThan: (compared: number) => compared < 0,
  GreaterThan: (compared: number) => compared > 0,
  LessThanEquals: (compared: number) => compared <= 0,
  GreaterThanEquals: (compared: number) => compared >= 0,
};

/** How two values of one kind compare: below, at or above 0; undefined where either is not of the kind. */
type Compare = (left: Json, right: Json) => number | undefined;

const kinds: Readonly<Record<string, Compare>> = {
  String: (left, right) =>
    typeof left === 'string' && typeof right === 'string' ? compareText(left, right) : undefined,
  Numeric: (left, right) =>
    typeof left === 'number' && typeof right === 'number' ? left - right : undefined,
  Timestamp: (left, right) => {
    const [one, other] = [time(left), time(right)];
    return one === undefined || other === undefined ? undefined : one - other;
  },
};

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function time(value: Json): number | undefined {
  return typeof value === 'string' ? parseTimestamp(value) : undefined;
}

/** Every comparison operator that looks at a value; IsPresent looks at the path instead. */
export const comparisons: ReadonlyMap<string, Test> = new Map<string, Test>([
  ...Object.entries(kinds).flatMap(([kind, compare]) =>
    Object.entries(order).map(([relation, holds]): [string, Test] => [
      `${kind}${relation}`,
      (value, operand) => {
        const compared = compare(value, operand);
        return compared !== undefined && holds(compared);
      },
    ]),
  ),
  ['BooleanEquals', (value, operand) => typeof value === 'boolean' && value === operand],
  [
    'StringMatches',
    (value, operand) =>
      typeof value === 'string' && typeof operand === 'string' && matchesPattern(value, operand),
  ],
  ['IsNull', (value, operand) => (value === null) === operand],
  ['IsNumeric', (value, operand) => (typeof value === 'number') === operand],
  ['IsString', (value, operand) => (typeof value === 'string') === operand],
  ['IsBoolean', (value, operand) => (typeof value === 'boolean') === operand],
  ['IsTimestamp', (value, operand) => (time(value) !== undefined) === operand],
]);

/** `*` stands for any text, `\*` for an asterisk, `\\` for a backslash. */
function matchesPattern(value: string, pattern: string): boolean {
  return consistsOf(value, literals(pattern));
}

/** The texts between the wildcards. */
function literals(pattern: string): string[] {
  const parts = [''];
  for (const [token] of pattern.matchAll(/\\[\\*]|[^]/g)) {
    if (token === '*') parts.push('');
    else parts.push((parts.pop() ?? '') + token.slice(-1));
  }
  return parts;
}
