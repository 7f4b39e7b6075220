import type { Json } from '../../../json.ts';
import { IntrinsicFailure } from '../errors/intrinsic-failure.ts';
import { evaluatePath, PathNotFound } from '../jsonpath/evaluate.ts';
import { Cursor } from '../jsonpath/cursor.ts';
import { readPath } from '../jsonpath/parse.ts';
import { documentOf } from '../jsonpath/read.ts';
import type { Path } from '../jsonpath/ast.ts';
import type { Scope } from '../scope.ts';
import { intrinsics } from './index.ts';
import { IntrinsicProblem } from './intrinsic.ts';

type Evaluate = (scope: Scope) => Json;

/** Compiles a whole text as a call of an intrinsic function; throws SyntaxProblem. */
export function parseIntrinsic(text: string): Evaluate {
  const cursor = new Cursor(text);
  const call = readCall(cursor);
  cursor.skipSpace();
  if (!cursor.done) throw cursor.problem('unexpected text');
  return call;
}

function readCall(cursor: Cursor): Evaluate {
  const start = cursor.position;
  cursor.expect('States.');
  const name = cursor.match(/[A-Za-z0-9]+/y) ?? '';
  const intrinsic = intrinsics.get(name);
  if (intrinsic === undefined) throw cursor.problem(`unknown function States.${name}`);
  const args = readArguments(cursor, name === 'Format');
  const text = cursor.text.slice(start, cursor.position);
  const [least, most] = intrinsic.arity;
  if (args.length < least || args.length > most) throw cursor.problem('wrong number of arguments');
  return (scope) =>
    failing(text, () =>
      intrinsic.call(
        args.map((arg) => arg(scope)),
        scope,
      ),
    );
}

/** Failures told as of the outermost call that they occur in. */
function failing(text: string, run: () => Json): Json {
  try {
    return run();
  } catch (thrown) {
    if (thrown instanceof IntrinsicProblem) throw new IntrinsicFailure(text, thrown.message);
    throw thrown;
  }
}

function readArguments(cursor: Cursor, keepBraces: boolean): Evaluate[] {
  const args: Evaluate[] = [];
  cursor.skipSpace();
  cursor.expect('(');
  cursor.skipSpace();
  while (!cursor.take(')')) {
    if (args.length > 0) cursor.expect(',');
    cursor.skipSpace();
    args.push(readArgument(cursor, keepBraces));
    cursor.skipSpace();
  }
  return args;
}

function readArgument(cursor: Cursor, keepBraces: boolean): Evaluate {
  const next = cursor.peek();
  if (next === '$') return pathArgument(readPath(cursor));
  if (next === 'S') return readCall(cursor);
  const value = next === "'" ? readText(cursor, keepBraces) : readWord(cursor);
  return () => value;
}

function pathArgument(path: Path): Evaluate {
  return (scope) => {
    const document = documentOf(path, scope);
    try {
      return evaluatePath(path, document);
    } catch (thrown) {
      if (!(thrown instanceof PathNotFound)) throw thrown;
      throw new IntrinsicProblem(
        `The JsonPath argument for the field '${path.text}' could not be found in the input '${JSON.stringify(document)}'`,
      );
    }
  };
}

/** `\'`, `\\`, `\{` and `\}` are the only escapes; Format reads those of braces itself. */
function readText(cursor: Cursor, keepBraces: boolean): string {
  const token = cursor.match(/'(?:[^'\\]|\\['\\{}])*'/y);
  if (token === undefined) throw cursor.problem('expected a text in single quotes');
  const escapes = keepBraces ? /\\(['\\])/g : /\\(['\\{}])/g;
  return token.slice(1, -1).replace(escapes, '$1');
}

function readWord(cursor: Cursor): Json {
  const word = cursor.match(/true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (word === undefined) throw cursor.problem('expected an argument');
  return JSON.parse(word) as Json;
}
