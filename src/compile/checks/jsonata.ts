/** JSONata, as the language's own parser reads it. */
import jsonata from 'jsonata';
import { memo } from '../../memo.ts';
import type { Finding } from './finding.ts';
import type { CheckedState, Machine } from './machine.ts';
import { expressionsIn, type Evaluated } from './texts.ts';

/** What the parser throws [jsonata 2.2]. */
interface ParserError {
  readonly message: string;
  /** Characters up to the end of the token. */
  readonly position?: number;
  readonly token?: unknown;
}

/** Expressions that cannot be read, each where it stops making sense. */
export function unreadableExpressions({ states }: Machine): Finding[] {
  return states
    .flatMap(parsedIn)
    .flatMap((one) => (one.error === undefined ? [] : [findingOf(one, one.error)]));
}

/** An expression with its syntax tree, or with why there is none. */
export type Parsed = Evaluated &
  (
    | { readonly tree: jsonata.ExprNode; readonly error?: undefined }
    | { readonly tree?: undefined; readonly error: ParserError }
  );

/** The expressions of a state. The parser takes longer than everything else that is checked of them. */
export const parsedIn = memo((state: CheckedState): readonly Parsed[] => expressionsIn(state).map(parse));

function parse(one: Evaluated): Parsed {
  try {
    return { ...one, tree: jsonata(one.text).ast() };
  } catch (thrown) {
    return { ...one, error: thrown as ParserError };
  }
}

function findingOf({ path, text }: Evaluated, error: ParserError): Finding {
  const message = error.message.charAt(0).toLowerCase() + error.message.slice(1);
  return {
    path,
    excerpt: { text, offset: offsetOf(text, error) },
    what: `this JSONata cannot be read: ${message}`,
    severity: 'error',
  };
}

/** The beginning of the token; the parser counts to its end. */
function offsetOf(text: string, { position = 0, token }: ParserError): number {
  const start = position - (typeof token === 'string' ? token.length : 0);
  return text.slice(start, position) === token ? start : Math.min(position, text.length);
}
