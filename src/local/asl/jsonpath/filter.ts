import type { Json } from '../../../json.ts';
import { BoundedRegExp, TooSlow } from '../bounded-regexp.ts';
import { RuntimeError } from '../errors/runtime.ts';
import type { Path, Predicate } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { select } from './select.ts';
import { operators } from './operators.ts';
import { quoted } from './quoted.ts';

/** A side of a comparison: what it stands for in an item, or undefined where there is nothing. */
type Operand = (item: Json, root: Json) => Json | undefined;
type ReadPath = (cursor: Cursor) => Path;

/** Reads `( … )` behind `?`: comparisons, `&&`, `||`, `!`, parentheses. */
export function parseFilter(cursor: Cursor, readPath: ReadPath): Predicate {
  cursor.skipSpace();
  cursor.expect('(');
  const test = readOr(cursor, readPath);
  cursor.expect(')');
  return test;
}

function readOr(cursor: Cursor, readPath: ReadPath): Predicate {
  const tests = [readAnd(cursor, readPath)];
  while (cursor.take('||')) tests.push(readAnd(cursor, readPath));
  return (item, root) => tests.some((test) => test(item, root));
}

function readAnd(cursor: Cursor, readPath: ReadPath): Predicate {
  const tests = [readTerm(cursor, readPath)];
  while (cursor.take('&&')) tests.push(readTerm(cursor, readPath));
  return (item, root) => tests.every((test) => test(item, root));
}

function readTerm(cursor: Cursor, readPath: ReadPath): Predicate {
  cursor.skipSpace();
  const test = readBareTerm(cursor, readPath);
  cursor.skipSpace();
  return test;
}

function readBareTerm(cursor: Cursor, readPath: ReadPath): Predicate {
  if (cursor.take('!')) {
    const test = readTerm(cursor, readPath);
    return (item, root) => !test(item, root);
  }
  if (cursor.peek() === '(') return parseFilter(cursor, readPath);
  return readComparison(cursor, readPath);
}

const operatorPattern =
  /==|!=|<=|>=|=~|<|>|in\b|nin\b|subsetof\b|anyof\b|noneof\b|contains\b|size\b|empty\b/y;

function readComparison(cursor: Cursor, readPath: ReadPath): Predicate {
  const left = readOperand(cursor, readPath);
  cursor.skipSpace();
  const operator = cursor.match(operatorPattern);
  if (operator === undefined) return (item, root) => left(item, root) !== undefined;
  cursor.skipSpace();
  if (operator === '=~') return matches(left, readRegex(cursor));
  const right = readOperand(cursor, readPath);
  const compare = operators[operator];
  if (compare === undefined) throw cursor.problem(`unknown operator ${operator}`);
  return (item, root) => compare(left(item, root), right(item, root));
}

function readOperand(cursor: Cursor, readPath: ReadPath): Operand {
  const next = cursor.peek();
  if (next === '@' || next === '$') return pathOperand(cursor, readPath, next === '@');
  const value = readLiteral(cursor, next);
  return () => value;
}

function pathOperand(cursor: Cursor, readPath: ReadPath, relative: boolean): Operand {
  const path = relative ? readRelative(cursor, readPath) : readPath(cursor);
  return (item, root) => {
    const found = select(path, relative ? item : root);
    return path.definite || path.call !== undefined ? found[0] : found;
  };
}

/** `@.a.b` reads like `$.a.b` with the item as its document. */
function readRelative(cursor: Cursor, readPath: ReadPath): Path {
  const { text, position } = cursor;
  const inner = Object.assign(Object.create(Object.getPrototypeOf(cursor) as object) as Cursor, {
    text: `${text.slice(0, position)}$${text.slice(position + 1)}`,
    position,
  });
  const path = readPath(inner);
  cursor.position = inner.position;
  return path;
}

function readLiteral(cursor: Cursor, next: string): Json {
  if (next === "'" || next === '"') return quoted(cursor);
  if (cursor.take('[')) return readList(cursor);
  const word = cursor.match(/true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (word === undefined) throw cursor.problem('expected a value');
  return JSON.parse(word) as Json;
}

function readList(cursor: Cursor): Json {
  const items: Json[] = [];
  cursor.skipSpace();
  while (!cursor.take(']')) {
    items.push(readLiteral(cursor, cursor.peek()));
    cursor.skipSpace();
    cursor.take(',');
    cursor.skipSpace();
  }
  return items;
}

/** Makes the expression anew: how long it may take is counted for each. */
type MakeRegex = () => RegExp;

function readRegex(cursor: Cursor): MakeRegex {
  const found = cursor.match(/\/(?:[^/\\]|\\.)*\/[a-z]*/y);
  if (found === undefined) throw cursor.problem('expected a regular expression');
  const end = found.lastIndexOf('/');
  const [source, flags] = [`^(?:${found.slice(1, end)})$`, found.slice(end + 1)];
  new RegExp(source, flags);
  return () => new BoundedRegExp(source, flags);
}

function matches(left: Operand, pattern: MakeRegex): Predicate {
  return (item, root) => {
    const value = left(item, root);
    return typeof value === 'string' && test(pattern(), value);
  };
}

function test(pattern: RegExp, value: string): boolean {
  try {
    return pattern.test(value);
  } catch (thrown) {
    if (thrown instanceof TooSlow)
      throw new RuntimeError(`The regular expression ${pattern.source} takes too long`);
    throw thrown;
  }
}
