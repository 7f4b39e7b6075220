import type { Json, JsonObject } from '../../../json.ts';
import { member, object, objects, required, text } from '../definition.ts';
import { RuntimeError } from '../errors/runtime.ts';
import { evaluatePath, PathNotFound } from '../jsonpath/evaluate.ts';
import { parsePath } from '../jsonpath/parse.ts';
import { documentOf } from '../jsonpath/read.ts';
import type { Path } from '../jsonpath/ast.ts';
import type { Scope } from '../scope.ts';
import { comparisons } from './comparison.ts';

type Rule = (scope: Scope) => boolean;

/** Compiles a JSONPath Choice rule: a comparison, or And, Or and Not of rules. */
export function compileRule(definition: JsonObject): Rule {
  const and = objects(definition, 'And').map(compileRule);
  if (and.length > 0) return (scope) => and.every((rule) => rule(scope));
  const or = objects(definition, 'Or').map(compileRule);
  if (or.length > 0) return (scope) => or.some((rule) => rule(scope));
  const not = object(definition, 'Not');
  return not === undefined ? compileComparison(definition) : negate(compileRule(not));
}

function negate(rule: Rule): Rule {
  return (scope) => !rule(scope);
}

function compileComparison(definition: JsonObject): Rule {
  const variable = parsePath(required(text(definition, 'Variable'), 'Variable'));
  const present = member(definition, 'IsPresent');
  if (present !== undefined) return (scope) => (find(variable, scope) !== undefined) === present;
  const [operator, operand] = required(Object.entries(definition).find(isOperator), 'operator');
  const test = required(
    comparisons.get(operator) ?? comparisons.get(operator.replace(/Path$/, '')),
    operator,
  );
  const right = comparisons.has(operator) ? (): Json => operand : referenced(parsePath(operand as string));
  return (scope) => test(valueAt(variable, scope), right(scope));
}

function isOperator([field]: readonly [string, Json]): boolean {
  return (
    comparisons.has(field) || (field.endsWith('Path') && comparisons.has(field.slice(0, -'Path'.length)))
  );
}

function referenced(path: Path): (scope: Scope) => Json {
  return (scope) => valueAt(path, scope);
}

function find(path: Path, scope: Scope): Json | undefined {
  try {
    return evaluatePath(path, documentOf(path, scope));
  } catch (thrown) {
    if (thrown instanceof PathNotFound) return undefined;
    throw thrown;
  }
}

function valueAt(path: Path, scope: Scope): Json {
  const value = find(path, scope);
  if (value !== undefined) return value;
  throw new RuntimeError(
    `Invalid path '${path.text}': The choice state's condition path references an invalid value.`,
  );
}
