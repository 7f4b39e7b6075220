import { isObject } from '../../../json.ts';
import type { Json } from '../../../json.ts';
import type { Scope } from '../scope.ts';
import { JsonataExpression } from './expression.ts';

/** A value in which texts of the form `{% … %}` stand for what their expression gives. */
export interface JsonataTemplate {
  /** The value where it holds no expression. */
  readonly constant?: Json;
  /** Given where the whole value is one expression. */
  readonly expression?: JsonataExpression;
  readonly evaluate: (scope: Scope) => Promise<Json>;
}

/** The text between `{%` and `%}`, or undefined where the value is no expression. */
export function expressionText(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.startsWith('{%') && value.endsWith('%}')
    ? value.slice(2, -2).trim()
    : undefined;
}

/** Compiles Arguments, Output, Assign, Items, …; `location` names the field in errors. Throws jsonata's syntax errors. */
export function compileJsonata(value: Json, location: string): JsonataTemplate {
  const text = expressionText(value);
  if (text !== undefined) {
    const expression = new JsonataExpression(text);
    return { expression, evaluate: (scope) => expression.evaluate(scope, location) };
  }
  if (Array.isArray(value)) return compileArray(value as readonly Json[], location);
  if (!isObject(value)) return constant(value);
  const members = Object.entries(value).map(
    ([key, item]) => [key, compileJsonata(item, `${location}/${key}`)] as const,
  );
  if (members.every(([, member]) => 'constant' in member)) return constant(value);
  return { evaluate: (scope) => evaluateMembers(members, scope) };
}

function compileArray(items: readonly Json[], location: string): JsonataTemplate {
  const templates = items.map((item, i) => compileJsonata(item, `${location}[${i}]`));
  if (templates.every((template) => 'constant' in template)) return constant(items);
  return { evaluate: (scope) => evaluateItems(templates, scope) };
}

function constant(value: Json): JsonataTemplate {
  return { constant: value, evaluate: () => Promise.resolve(value) };
}

async function evaluateMembers(
  members: readonly (readonly [string, JsonataTemplate])[],
  scope: Scope,
): Promise<Json> {
  const values: [string, Json][] = [];
  for (const [key, member] of members) values.push([key, await member.evaluate(scope)]);
  return Object.fromEntries(values);
}

async function evaluateItems(templates: readonly JsonataTemplate[], scope: Scope): Promise<Json> {
  const values: Json[] = [];
  for (const template of templates) values.push(await template.evaluate(scope));
  return values;
}
