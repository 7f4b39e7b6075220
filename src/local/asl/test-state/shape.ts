import { isObject } from '../../../json.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { invalid } from './refusal.ts';

/** What a member of an API's response has to be. */
export type Shape =
  | { readonly kind: 'string'; readonly least?: number; readonly values?: readonly string[] }
  | { readonly kind: 'number'; readonly least?: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'any' }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'map'; readonly of: Shape }
  | Structure;

export interface Structure {
  readonly kind: 'structure';
  readonly members: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
}

/** Throws TestStateRefusal for the first member that does not fit; members that the API does not know are not looked at. */
export function checkShape(value: Json, shape: Shape, name: string, strict: boolean): void {
  switch (shape.kind) {
    case 'any':
      return;
    case 'string':
      checkText(value, shape, name);
      return;
    case 'number':
      if (typeof value !== 'number') throw refused(`Field '${name}' must be a number`);
      if (value < (shape.least ?? -Infinity)) throw refused(`Field '${name}' is less than the minimum value`);
      return;
    case 'boolean':
      if (typeof value !== 'boolean') throw refused(`Field '${name}' must be a boolean`);
      return;
    case 'list':
      if (!Array.isArray(value)) throw refused(`Field '${name}' must be an array`);
      for (const item of value as readonly Json[]) checkShape(item, shape.of, name, strict);
      return;
    case 'map':
      for (const item of Object.values(objectAt(value, name))) checkShape(item, shape.of, name, strict);
      return;
    case 'structure':
      checkMembers(objectAt(value, name), shape, strict);
  }
}

function checkText(value: Json, { least = 0, values }: Shape & { kind: 'string' }, name: string): void {
  if (typeof value !== 'string') throw refused(`Field '${name}' must be a string`);
  if (value.length < least) throw refused(`Field '${name}' is smaller than the minimum length`);
  if (values && !values.includes(value)) throw refused(`Field '${name}' is not an expected value`);
}

function objectAt(value: Json, name: string): JsonObject {
  if (isObject(value)) return value;
  throw refused(`Field '${name}' must be an object`);
}

function checkMembers(value: JsonObject, { members, required }: Structure, strict: boolean): void {
  for (const name of strict ? required : []) {
    if (!Object.hasOwn(value, name)) throw refused(`Required field '${name}' is missing`);
  }
  for (const [name, shape] of Object.entries(members)) {
    const item = Object.hasOwn(value, name) ? value[name] : undefined;
    if (item !== undefined) checkShape(item, shape, name, strict);
  }
}

function refused(problem: string): Error {
  return invalid(`Mock result schema validation error: ${problem}`);
}
