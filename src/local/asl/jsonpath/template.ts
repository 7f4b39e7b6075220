import { isObject } from '../../../json.ts';
import type { Json } from '../../../json.ts';
import { parseIntrinsic } from '../intrinsics/parse.ts';
import type { Scope } from '../scope.ts';
import { parsePath } from './parse.ts';
import { readNamed } from './read.ts';

/** A value in which `name.$` members stand for what their path or intrinsic function gives. */
export interface Template {
  /** The value where nothing in it depends on the scope. */
  readonly constant?: Json;
  readonly evaluate: (scope: Scope) => Json;
}

/** Compiles Parameters, ResultSelector, ItemSelector, Assign, …; throws SyntaxProblem. */
export function compileTemplate(value: Json): Template {
  if (Array.isArray(value)) return compileArray(value as readonly Json[]);
  if (!isObject(value)) return constant(value);
  const members = Object.entries(value).map(([key, item]) => compileMember(key, item));
  if (members.every(({ template }) => 'constant' in template)) return constant(value);
  return {
    evaluate: (scope) =>
      Object.fromEntries(members.map(({ name, template }) => [name, template.evaluate(scope)])),
  };
}

function compileArray(items: readonly Json[]): Template {
  const templates = items.map(compileTemplate);
  if (templates.every((template) => 'constant' in template)) return constant(items);
  return { evaluate: (scope) => templates.map((template) => template.evaluate(scope)) };
}

function constant(value: Json): Template {
  return { constant: value, evaluate: () => value };
}

function compileMember(key: string, value: Json): { readonly name: string; readonly template: Template } {
  if (!key.endsWith('.$')) return { name: key, template: compileTemplate(value) };
  return { name: key.slice(0, -2), template: { evaluate: compileExpression(key, value as string) } };
}

/** A path or an intrinsic function; `field` names it in errors. Throws SyntaxProblem. */
export function compileExpression(field: string, text: string): (scope: Scope) => Json {
  if (!text.startsWith('$')) return parseIntrinsic(text);
  const path = parsePath(text);
  return (scope) => readNamed(path, field, scope);
}
