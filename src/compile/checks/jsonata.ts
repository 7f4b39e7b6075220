/** JSONata, as the language's own parser reads it. */
import jsonata from 'jsonata';
import type { Finding } from './finding.ts';
import type { Machine } from './machine.ts';
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
  return states.flatMap(expressionsIn).flatMap((one): Finding[] => {
    const parsed = parse(one.text);
    return 'error' in parsed ? [findingOf(one, parsed.error)] : [];
  });
}

/** The syntax tree, or why there is none. */
export function parse(text: string): { readonly tree: jsonata.ExprNode } | { readonly error: ParserError } {
  try {
    return { tree: jsonata(text).ast() };
  } catch (thrown) {
    return { error: thrown as ParserError };
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
