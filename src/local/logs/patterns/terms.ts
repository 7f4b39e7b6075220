/** Filter patterns of terms: `ERROR "exact words" -unwanted`, `?this ?that`, `%[0-9]+ errors%`. */
import { invalidParameter } from '../errors.ts';
import { parseRegularExpression } from './operand.ts';
import type { Test } from './pattern.ts';

interface Term {
  readonly sign: '' | '-' | '?';
  readonly isIn: Test;
}

/** Every plain term is in the message, one of the `?` terms is, and no `-` term. Case counts. */
export function parseTerms(pattern: string): Test {
  const terms = readTerms(pattern);
  const withSign = (sign: Term['sign']): Test[] =>
    terms.filter((term) => term.sign === sign).map(({ isIn }) => isIn);
  const [all, any, none] = [withSign(''), withSign('?'), withSign('-')];
  return (message) =>
    all.every((isIn) => isIn(message)) &&
    (any.length === 0 || any.some((isIn) => isIn(message))) &&
    !none.some((isIn) => isIn(message));
}

function readTerms(pattern: string): Term[] {
  const terms: Term[] = [];
  let rest = pattern;
  while (rest !== '') {
    const [whole, sign = '', quoted, regular, plain = ''] =
      /^([-?]?)(?:"((?:[^"\\]|\\.)*)"|%([^%]*)%|(\S+))\s*/s.exec(rest) ?? [];
    if (whole === undefined) throw invalidParameter('Invalid filter pattern');
    terms.push({
      sign: sign === '-' || sign === '?' ? sign : '',
      isIn: regular === undefined ? containing(quoted, plain) : parseRegularExpression(regular),
    });
    rest = rest.slice(whole.length);
  }
  return terms;
}

/** Anything but letters, digits and underscores has to stand in quotes. */
function containing(quoted: string | undefined, plain: string): Test {
  if (quoted === undefined && !/^\w+$/.test(plain)) {
    throw invalidParameter(`Invalid character(s) in term '${plain}'`);
  }
  const text = quoted?.replace(/\\(.)/gs, '$1') ?? plain;
  return (message) => message.includes(text);
}
