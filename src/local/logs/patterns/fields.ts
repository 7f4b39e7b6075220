/** Filter patterns for messages of fields: `[ip, user, ..., status = 4* || status = 5*, bytes > 1000]`. */
import type { Json } from '../../../json.ts';
import { invalidParameter } from '../errors.ts';
import { parseExpression } from './expression.ts';
import type { Test } from './pattern.ts';

/** `...` stands for any number of fields; every other one for one, which has to be as its condition says. Throws InvalidParameter. */
export function parseFields(pattern: string): Test {
  if (!pattern.endsWith(']')) throw invalidParameter('Invalid filter pattern');
  const fields = split(pattern.slice(1, -1));
  const gap = fields.indexOf('...');
  const [before, after] = gap < 0 ? [fields, []] : [fields.slice(0, gap), fields.slice(gap + 1)];
  const [heads, tails] = [before.map(parseField), after.map(parseField)];
  return (message) => {
    const words = wordsOf(message);
    const spare = words.length - heads.length - tails.length;
    if (spare < 0 || (gap < 0 && spare > 0)) return false;
    return (
      heads.every((holds, index) => holds(words[index] ?? '')) &&
      tails.every((holds, index) => holds(words[heads.length + spare + index] ?? ''))
    );
  };
}

/** At the commas that stand in no quotes and no regular expression. */
function split(text: string): string[] {
  const parts = text.match(/(?:"(?:[^"\\]|\\.)*"|%[^%]*%|[^",%])+/g) ?? [];
  return parts.map((part) => part.trim());
}

function parseField(field: string): (word: string) => boolean {
  if (/^[\w$-]+$/.test(field)) return () => true;
  return parseExpression(field, () => valuesOf);
}

/** A number may be compared as one, and as it is written. */
function valuesOf(word: string): readonly Json[] {
  const number = word.trim() === '' ? NaN : Number(word);
  return Number.isNaN(number) ? [word] : [word, number];
}

/** What stands in quotes or brackets is one word, without them. */
function wordsOf(message: string): string[] {
  const words = message.matchAll(/"([^"]*)"|\[([^\]]*)\]|(\S+)/g);
  return [...words].map(([, quoted, bracketed, plain]) => quoted ?? bracketed ?? plain ?? '');
}
