import type { Path, Root, Segment } from './ast.ts';
import { Cursor } from './cursor.ts';
import { parseFilter } from './filter.ts';
import { quoted } from './quoted.ts';

const namePattern = /[^\s.[\]()'",{}<>=!&|@*?:$]+/y;
const variablePattern = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const integerPattern = /-?\d+/y;

/** Parses a whole text as a JSONPath; throws SyntaxProblem. */
export function parsePath(text: string): Path {
  const cursor = new Cursor(text);
  const path = readPath(cursor);
  if (!cursor.done) throw cursor.problem('unexpected text');
  return path;
}

/** Reads the path that starts at the cursor and leaves the cursor behind it. */
export function readPath(cursor: Cursor): Path {
  const start = cursor.position;
  const root = readRoot(cursor);
  const segments: Segment[] = [];
  let call: string | undefined;
  while (call === undefined && readSegment(cursor, segments)) call = takeCall(cursor, segments);
  const text = cursor.text.slice(start, cursor.position);
  return { text, root, segments, definite: segments.every(isDefinite), ...(call !== undefined && { call }) };
}

function readRoot(cursor: Cursor): Root {
  cursor.expect('$');
  if (cursor.take('$')) return { kind: 'context' };
  const name = cursor.match(variablePattern);
  return name === undefined ? { kind: 'input' } : { kind: 'variable', name };
}

/** Segments that come next (two for `..name`), added; false at the end of the path. */
function readSegment(cursor: Cursor, segments: Segment[]): boolean {
  if (cursor.take('..')) {
    segments.push({ kind: 'descend' });
    segments.push(cursor.peek() === '[' ? readBracket(cursor) : readMember(cursor));
    return true;
  }
  if (cursor.take('.')) segments.push(readMember(cursor));
  else if (cursor.peek() === '[') segments.push(readBracket(cursor));
  else return false;
  return true;
}

function readMember(cursor: Cursor): Segment {
  if (cursor.take('*')) return { kind: 'wildcard' };
  const name = cursor.match(namePattern);
  if (name === undefined) throw cursor.problem('expected a name');
  return { kind: 'names', names: [name] };
}

/** `name()` after a dot is a function, not a member. */
function takeCall(cursor: Cursor, segments: Segment[]): string | undefined {
  if (!cursor.take('()')) return undefined;
  const last = segments.pop();
  if (last?.kind !== 'names' || last.names.length !== 1) throw cursor.problem('unexpected call');
  return last.names[0];
}

function readBracket(cursor: Cursor): Segment {
  cursor.expect('[');
  cursor.skipSpace();
  const segment = readSelector(cursor);
  cursor.skipSpace();
  cursor.expect(']');
  return segment;
}

function readSelector(cursor: Cursor): Segment {
  if (cursor.take('*')) return { kind: 'wildcard' };
  if (cursor.take('?')) return { kind: 'filter', test: parseFilter(cursor, readPath) };
  if (cursor.peek() === "'" || cursor.peek() === '"') {
    return { kind: 'names', names: list(cursor, () => quoted(cursor)) };
  }
  return readNumbers(cursor);
}

function readNumbers(cursor: Cursor): Segment {
  const from = cursor.match(integerPattern);
  if (cursor.take(':')) {
    const to = cursor.match(integerPattern);
    return { kind: 'slice', ...(from && { from: Number(from) }), ...(to && { to: Number(to) }) };
  }
  if (from === undefined) throw cursor.problem('expected a name, an index or a filter');
  const rest = cursor.take(',') ? list(cursor, () => integer(cursor)) : [];
  return { kind: 'indexes', indexes: [Number(from), ...rest] };
}

function integer(cursor: Cursor): number {
  const text = cursor.match(integerPattern);
  if (text === undefined) throw cursor.problem('expected an index');
  return Number(text);
}

function list<T>(cursor: Cursor, read: () => T): T[] {
  const items: T[] = [];
  do {
    cursor.skipSpace();
    items.push(read());
    cursor.skipSpace();
  } while (cursor.take(','));
  return items;
}

function isDefinite(segment: Segment): boolean {
  if (segment.kind === 'names') return segment.names.length === 1;
  return segment.kind === 'indexes' && segment.indexes.length === 1;
}
