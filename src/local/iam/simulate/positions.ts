/** Where the statements of a policy stand in its text. */
import type { Position } from '@aws-sdk/client-iam';

export interface Span {
  readonly start: Position;
  readonly end: Position;
}

interface Token {
  readonly text: string;
  /** Just after the token. */
  readonly end: number;
}

/**
 * The statements of a document that is JSON, in their order. As the simulator counts: a lone statement starts after its
 * brace, one in a list where the bracket or the statement before it ends (recorded; outputs that people have published).
 */
export function statementSpans(text: string): readonly Span[] {
  const all = tokens(text);
  const value = all.slice(all.findIndex((_, index) => isStatementKey(all, index)) + 2);
  const spans = [];
  let start = value[0]?.end ?? 0;
  let depth = value[0]?.text === '[' ? -1 : 0;
  for (const token of value) {
    depth += depthOf(token);
    if (depth < 0 || (depth === 0 && token.text === ']')) break;
    if (depth > 0 || token.text !== '}') continue;
    spans.push({ start: positionOf(text, start), end: positionOf(text, token.end) });
    start = token.end;
  }
  return spans;
}

function tokens(text: string): readonly Token[] {
  const found = text.matchAll(/"(?:\\.|[^"\\])*"|[{}[\]:]/g);
  return [...found].map((match) => ({ text: match[0], end: match.index + match[0].length }));
}

/** Only the document itself has statements: the key of that name is its own. */
function isStatementKey(all: readonly Token[], index: number): boolean {
  return all[index]?.text === '"Statement"' && all[index + 1]?.text === ':';
}

function depthOf({ text }: Token): number {
  if (text === '{' || text === '[') return 1;
  return text === '}' || text === ']' ? -1 : 0;
}

/** Line and column, from one on. */
function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { Line: before.length, Column: (before.at(-1)?.length ?? 0) + 1 };
}
