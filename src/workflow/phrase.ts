import type { z } from 'zod';
import { isObject } from '../json.ts';
import { didYouMean } from './nearest.ts';
import type { Path } from './workflow.ts';

export interface Phrase {
  readonly what: string;
  readonly hint?: string;
}

/**
 * What is wrong with a value, as a clause to follow its name: `must be text, not a list`. A schema that has words of its
 * own gives them as its message: `must …. What to do`.
 */
export function phrase(issue: z.core.$ZodIssue, input: unknown): Phrase {
  if (issue.message !== '') return split(issue.message);
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, input);
    case 'invalid_value':
      return oneOf(issue.values.map(String), input);
    case 'too_small':
      return { what: bound('at least', Number(issue.minimum), issue.origin) };
    case 'too_big':
      return { what: bound('at most', Number(issue.maximum), issue.origin) };
    default:
      return { what: 'has a form that is not known here' };
  }
}

/** How a message names the value at `path`: by its key, and an item of a list by its number. */
export function subject(path: Path): string {
  const index = path.findLastIndex((step) => typeof step === 'string');
  const key = path[index];
  if (key === undefined) return 'the file';
  const items = path.slice(index + 1).map((step) => `item ${Number(step) + 1} of `);
  return `${items.reverse().join('')}"${key}"`;
}

/** `a, b or c` */
export function alternatives(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}

function split(message: string): Phrase {
  const [what = '', ...rest] = message.split('. ');
  return rest.length > 0 ? { what, hint: rest.join('. ') } : { what };
}

function wrongType(expected: string, input: unknown): Phrase {
  const what = `must be ${typeNames[expected] ?? expected}, not ${whatIs(input)}`;
  const hint = remedy(expected, input);
  return { what, ...(hint !== undefined && { hint }) };
}

function remedy(expected: string, input: unknown): string | undefined {
  if (expected === 'string' && (typeof input === 'number' || typeof input === 'boolean'))
    return `Write '${input}'`;
  if (expected !== 'array') return undefined;
  if (typeof input === 'string') return `Write [${input}]`;
  return isObject(input) ? 'Begin it with "- "' : undefined;
}

function oneOf(values: readonly string[], input: unknown): Phrase {
  if (typeof input !== 'string') return { what: `must be ${alternatives(values)}, not ${whatIs(input)}` };
  const hint = didYouMean(input, values);
  return { what: `must be ${alternatives(values)}, not "${input}"`, ...(hint !== undefined && { hint }) };
}

function bound(limit: string, count: number, origin: string): string {
  if (origin === 'string') {
    return limit === 'at least' && count === 1
      ? 'must not be empty'
      : `must have ${limit} ${count} characters`;
  }
  if (origin === 'array') {
    return limit === 'at least' && count === 1 ? 'must not be empty' : `must have ${limit} ${count} items`;
  }
  return `must be ${limit} ${count}`;
}

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

/** What a JSON value is, in the words of a YAML file. */
export function whatIs(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'number') return `the number ${value}`;
  return typeof value === 'boolean' ? `the value ${value}` : 'text';
}
