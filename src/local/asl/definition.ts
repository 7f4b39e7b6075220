import { isObject } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { StateType } from './state.ts';

/**
 * Reading a definition that the checks have passed: the kinds of its fields are known, so a wrong one is our bug and throws.
 */
export type QueryLanguage = 'JSONPath' | 'JSONata';

export function member(definition: JsonObject, field: string): Json | undefined {
  return Object.hasOwn(definition, field) ? definition[field] : undefined;
}

export function text(definition: JsonObject, field: string): string | undefined {
  const value = member(definition, field);
  if (value === undefined || typeof value === 'string') return value;
  throw new TypeError(`${field} is not a text`);
}

export function number(definition: JsonObject, field: string): number | undefined {
  const value = member(definition, field);
  if (value === undefined || typeof value === 'number') return value;
  throw new TypeError(`${field} is not a number`);
}

export function object(definition: JsonObject, field: string): JsonObject | undefined {
  const value = member(definition, field);
  if (value === undefined || isObject(value)) return value;
  throw new TypeError(`${field} is not an object`);
}

/** The objects of an array; none where the field is absent. */
export function objects(definition: JsonObject, field: string): readonly JsonObject[] {
  const value = member(definition, field);
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}

export function texts(definition: JsonObject, field: string): readonly string[] {
  const value = member(definition, field);
  return Array.isArray(value) ? (value as readonly Json[]).map(String) : [];
}

export function required<T>(value: T | undefined, field: string): T {
  if (value === undefined) throw new TypeError(`${field} is missing`);
  return value;
}

/** A state's own language, else the one around it. */
export function languageOf(definition: JsonObject, outer: QueryLanguage): QueryLanguage {
  return (text(definition, 'QueryLanguage') as QueryLanguage | undefined) ?? outer;
}

export function typeOf(definition: JsonObject): StateType {
  return required(text(definition, 'Type'), 'Type') as StateType;
}
