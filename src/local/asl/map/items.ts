import { isObject } from '../../../json.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { member, text } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import { QueryEvaluationError } from '../errors/query-evaluation.ts';
import { RuntimeError } from '../errors/runtime.ts';
import { parsePath } from '../jsonpath/parse.ts';
import { readField } from '../jsonpath/read.ts';
import { compileJsonata } from '../jsonata/template.ts';
import { typeName } from '../values.ts';
import type { Visit } from '../visit.ts';

/** What a Map goes through, in order. */
export interface MapEntry {
  readonly value: Json;
  /** Given where the items are the members of an object. */
  readonly key?: string;
}

/** Finds the items of a Map that reads none: ItemsPath or Items, else the input itself. */
export type Items = (visit: Visit, input: Json) => Promise<readonly MapEntry[]>;

export function compileItems(definition: JsonObject, language: QueryLanguage): Items {
  return language === 'JSONata' ? jsonataItems(definition) : jsonpathItems(definition);
}

function jsonpathItems(definition: JsonObject): Items {
  const reference = text(definition, 'ItemsPath') ?? '$';
  const path = parsePath(reference);
  return async (visit, input) => {
    const value = readField(path, visit.scope(input));
    if (Array.isArray(value)) return entries(value as readonly Json[]);
    throw new RuntimeError(`Reference path "${reference.replace('$$', '$')}" must point to array.`);
  };
}

function jsonataItems(definition: JsonObject): Items {
  const source = member(definition, 'Items');
  if (source === undefined) return inputItems;
  const template = compileJsonata(source, 'Items');
  return async (visit) => {
    const value = await template.evaluate(visit.scope());
    if (Array.isArray(value)) return entries(value as readonly Json[]);
    throw template.expression?.unexpected('Items', 'array', typeName(value), value) ?? notAnArray(value);
  };
}

const inputItems: Items = async (visit) => {
  if (Array.isArray(visit.input)) return entries(visit.input as readonly Json[]);
  throw notAnArray(visit.input);
};

function notAnArray(value: Json): QueryEvaluationError {
  return new QueryEvaluationError(`Map state input must be an array but was: ${JSON.stringify(value)}`);
}

function entries(items: readonly Json[]): readonly MapEntry[] {
  return items.map((value) => ({ value }));
}

/** The members of an object, as a JSONata distributed Map takes them. */
export function members(value: Json): readonly MapEntry[] | undefined {
  return isObject(value) ? Object.entries(value).map(([key, item]) => ({ key, value: item })) : undefined;
}
