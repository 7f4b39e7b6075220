/** What a filter pattern compares with: a text with wildcards, a number, a regular expression. */
import { invalidParameter } from '../errors.ts';
import type { Json } from '../../../json.ts';
import { consistsOf } from '../../wildcards.ts';

export interface Operand {
  /** Undefined where it is no number, or stands in quotes. */
  readonly number: number | undefined;
  /** Whether a value is what the operand says. */
  readonly equals: (value: Json) => boolean;
}

/** A text in quotes is compared with texts alone. */
export function quotedOperand(text: string): Operand {
  const matches = wildcards(text.replace(/\\(.)/gs, '$1'));
  return { number: undefined, equals: (value) => typeof value === 'string' && matches(value) };
}

export function plainOperand(text: string): Operand {
  const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;
  const matches = wildcards(text);
  return {
    number,
    equals: (value) =>
      (typeof value === 'number' && value === number) || (isScalar(value) && matches(String(value))),
  };
}

export function regularOperand(source: string): Operand {
  const matches = parseRegularExpression(source);
  return { number: undefined, equals: (value) => isScalar(value) && matches(String(value)) };
}

/** AWS knows no groups; without them none takes longer than a text is worth. Throws InvalidParameter. */
export function parseRegularExpression(source: string): (text: string) => boolean {
  if (/[()]/.test(source)) throw invalidParameter(`Invalid regular expression: %${source}%`);
  try {
    const expression = new RegExp(source);
    return (text) => expression.test(text);
  } catch {
    throw invalidParameter(`Invalid regular expression: %${source}%`);
  }
}

function isScalar(value: Json): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** `*` stands for any characters. */
function wildcards(pattern: string): (text: string) => boolean {
  const pieces = pattern.split('*');
  return (text) => consistsOf(text, pieces);
}
