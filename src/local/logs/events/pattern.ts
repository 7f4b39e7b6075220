/** Filter patterns of terms: `ERROR "exact words" -unwanted`, `?this ?that`. */
import { AwsError } from '../../errors.ts';
import { invalidParameter } from '../errors.ts';

type Test = (message: string) => boolean;

interface Term {
  readonly sign: '' | '-' | '?';
  readonly text: string;
}

/**
 * A test of messages: every plain term is in it, one of the `?` terms is, and no `-` term. Case counts. Patterns of the
 * other kinds (JSON `{…}`, fields `[…]`, regular expressions `%…%`) are answered with an error.
 */
export function parseFilterPattern(pattern: string): Test {
  if (/^\s*[{[]|^\s*%/.test(pattern)) throw unsupported(pattern);
  const terms = readTerms(pattern);
  const withSign = (sign: Term['sign']): string[] =>
    terms.filter((term) => term.sign === sign).map(({ text }) => text);
  const [all, any, none] = [withSign(''), withSign('?'), withSign('-')];
  return (message) =>
    all.every((text) => message.includes(text)) &&
    (any.length === 0 || any.some((text) => message.includes(text))) &&
    !none.some((text) => message.includes(text));
}

function readTerms(pattern: string): Term[] {
  const terms: Term[] = [];
  let rest = pattern.trimStart();
  while (rest !== '') {
    const [whole, sign = '', quoted, plain = ''] =
      /^([-?]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))\s*/s.exec(rest) ?? [];
    if (whole === undefined) throw invalidParameter('Invalid filter pattern');
    if (quoted === undefined) checkPlain(plain);
    terms.push({
      sign: sign === '-' || sign === '?' ? sign : '',
      text: quoted?.replace(/\\(.)/gs, '$1') ?? plain,
    });
    rest = rest.slice(whole.length);
  }
  return terms;
}

/** Anything but letters, digits and underscores has to stand in quotes. */
function checkPlain(term: string): void {
  if (!/^\w+$/.test(term)) throw invalidParameter(`Invalid character(s) in term '${term}'`);
}

function unsupported(pattern: string): AwsError {
  return new AwsError(
    'NotImplemented',
    `The embedded AWS has filter patterns of terms and "quoted words" only, not ${pattern}`,
    501,
  );
}
