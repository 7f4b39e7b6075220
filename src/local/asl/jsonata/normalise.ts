import type { Json } from '../../../json.ts';

/**
 * JSONata's result as plain JSON: its arrays carry marks (`sequence`) that would change their meaning in the next
 * expression, and it may hold functions, undefined members, or numbers that JSON cannot. Throws for the latter.
 */
export function toJson(value: unknown): Json | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new Error(`D1001: Number out of range: ${value}`);
      return value;
    case 'object':
      return value === null ? null : compound(value);
    default:
      return undefined;
  }
}

function compound(value: object): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => toJson(item) ?? null);
  if ('_jsonata_function' in value || '_jsonata_lambda' in value) return undefined;
  const members = Object.entries(value).map(([key, item]) => [key, toJson(item)] as const);
  return Object.fromEntries(members.filter((member): member is [string, Json] => member[1] !== undefined));
}
