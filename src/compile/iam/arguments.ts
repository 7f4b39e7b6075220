/** What a state gives to the service that it calls, as far as the definition tells. */
import { isObject, type Json, type JsonObject } from '../../json.ts';

/** Stands for a value that is known at run time only. */
export const dynamic: unique symbol = Symbol('known at run time only');

/** Undefined: not given. */
export type Argument = Json | typeof dynamic | undefined;

/** All that a state gives. Without fields of its own, a state gives its input: then all is dynamic. */
export function argumentsOf({ Arguments, Parameters }: JsonObject): Argument {
  return evaluated(Arguments ?? Parameters ?? dynamic);
}

/** A member by its name, in JSONata's form (`Name`) or in JSONPath's (`Name.$`). */
export function member(value: Argument, name: string): Argument {
  if (value === dynamic) return dynamic;
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, `${name}.$`)) return dynamic;
  return Object.hasOwn(value, name) ? evaluated(value[name]) : undefined;
}

/** Names of a map's members; dynamic where they are. */
export function memberNames(value: Argument): readonly string[] | typeof dynamic {
  if (!isObject(value)) return dynamic;
  return Object.keys(value).map((name) => name.replace(/\.\$$/, ''));
}

/** Items of a list; dynamic where they are. */
export function items(value: Argument): readonly Argument[] | typeof dynamic {
  return Array.isArray(value) ? (value as readonly Json[]).map(evaluated) : dynamic;
}

function evaluated(value: Argument): Argument {
  return typeof value === 'string' && /^\s*\{%[\s\S]*%\}\s*$/.test(value) ? dynamic : value;
}
