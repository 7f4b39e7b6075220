import { isScalar, LineCounter, type Node } from 'yaml';
import type { Place, Position, Problem } from '../../errors.ts';
import type { Json } from '../../json.ts';
import type { Locate, Path } from '../workflow.ts';
import { keyAt, valueAt } from './find.ts';
import { offsetInside } from './inside.ts';
import { readDocument, Unreadable } from './parser.ts';
import { explain } from './syntax.ts';
import { toJson } from './value.ts';

/** A YAML or JSON file as a value that knows where each part of it stands. */
export interface LocatedDocument {
  readonly file: string;
  readonly value: Json;
  /**
   * Where the value at `path` begins, or a part of it; the nearest parent's place when it does not stand itself.
   */
  readonly locate: Locate;
  /** Where the last key of `path` begins; else as `locate`. */
  readonly locateKey: (path: Path) => Position;
  /** Where what `locate` or `locateKey` finds ends, behind its last character; undefined for maps and lists. */
  readonly locateEnd: (path: Path, part: 'value' | 'key') => Place | undefined;
}

export interface Parsed {
  /** Absent when the text cannot be read as YAML at all. */
  readonly document?: LocatedDocument;
  readonly problems: readonly Problem[];
}

/**
 * Reads YAML 1.2 (and so JSON) that can be written as JSON. Never throws: what is wrong comes back as problems,
 * each with its place in `file`.
 */
export function parseDocument(text: string, file: string): Parsed {
  const lines = new LineCounter();
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const doc = readDocument(text, lines);
  if (doc instanceof Unreadable) return { problems: [{ what: doc.message, at: place(doc.offset) }] };

  const problems: Problem[] = explain(doc, text).map(({ offset, ...problem }) => ({
    ...problem,
    at: place(offset),
  }));
  if (problems.length > 0) return { problems };

  const { value, targets, isWhole } = toJson(doc.contents, (offset, what, hint) => {
    problems.push({ what, ...(hint !== undefined && { hint }), at: place(offset) });
  });
  if (!isWhole) return { problems };
  const start = (node: Node | undefined): Position => place(node?.range?.[0] ?? 0);
  const locate: Locate = (path, excerpt) => {
    const node = valueAt(doc.contents, path, targets);
    const inside = excerpt && offsetInside(node, text, excerpt);
    return inside === undefined ? start(node) : place(inside);
  };
  const locateKey = (path: Path): Position => start(keyAt(doc.contents, path, targets));
  const locateEnd = (path: Path, part: 'value' | 'key'): Place | undefined => {
    const node = part === 'key' ? keyAt(doc.contents, path, targets) : valueAt(doc.contents, path, targets);
    if (!isScalar(node) || !node.range) return undefined;
    const { line, column } = place(node.range[1]);
    return { line, column };
  };
  return { document: { file, value, locate, locateKey, locateEnd }, problems };
}
