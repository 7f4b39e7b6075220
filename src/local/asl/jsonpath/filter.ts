import type { Json } from '../../../json.ts';
import type { Path, Predicate } from './ast.ts';
import { BoundedRegExp } from './bounded-regexp.ts';
import type { Cursor } from './cursor.ts';
import type { Evaluation } from './evaluation.ts';
import { select } from './select.ts';
import { operators } from './operators.ts';
import { quoted } from './quoted.ts';

/** A side of a comparison: what it stands for in an item, or undefined where there is nothing. */
type Operand = (item: Json, evaluation: Evaluation) => Json | undefined;
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
  return (item, evaluation) => tests.some((test) => test(item, evaluation));
}

function readAnd(cursor: Cursor, readPath: ReadPath): Predicate {
  const tests = [readTerm(cursor, readPath)];
  while (cursor.take('&&')) tests.push(readTerm(cursor, readPath));
  return (item, evaluation) => tests.every((test) => test(item, evaluation));
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
    return (item, evaluation) => !test(item, evaluation);
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
  if (operator === undefined) return (item, evaluation) => left(item, evaluation) !== undefined;
  cursor.skipSpace();
  if (operator === '=~') return matches(left, readRegex(cursor));
  const right = readOperand(cursor, readPath);
  const compare = operators[operator];
  if (compare === undefined) throw cursor.problem(`unknown operator ${operator}`);
  return (item, evaluation) => compare(left(item, evaluation), right(item, evaluation));
}

function readOperand(cursor: Cursor, readPath: ReadPath): Operand {
  const next = cursor.peek();
  if (next === '@' || next === '$') return pathOperand(cursor, readPath, next === '@');
  const value = readLiteral(cursor, next);
  return () => value;
}

function pathOperand(cursor: Cursor, readPath: ReadPath, relative: boolean): Operand {
  const path = relative ? readRelative(cursor, readPath) : readPath(cursor);
  return (item, evaluation) => {
    const found = select(path, relative ? item : evaluation.root, evaluation);
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

function readRegex(cursor: Cursor): BoundedRegExp {
  const found = cursor.match(/\/(?:[^/\\]|\\.)*\/[a-z]*/y);
  if (found === undefined) throw cursor.problem('expected a regular expression');
  const end = found.lastIndexOf('/');
  return new BoundedRegExp(found.slice(1, end), found.slice(end + 1));
}

function matches(left: Operand, pattern: BoundedRegExp): Predicate {
  return (item, evaluation) => {
    const value = left(item, evaluation);
    return typeof value === 'string' && pattern.test(value, evaluation);
  };
}
