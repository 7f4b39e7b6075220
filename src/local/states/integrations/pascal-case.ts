import { isObject, type Json } from '../../../json.ts';

/** Member names as integrations show them: `executionArn` → `ExecutionArn`, at every depth. */
export function pascalCase(value: Json): Json {
  return renamed(value, (name) => name.charAt(0).toUpperCase() + name.slice(1));
}

/** The other way round: parameters of an integration as the API takes them. */
export function camelCase(value: Json): Json {
  return renamed(value, (name) => name.charAt(0).toLowerCase() + name.slice(1));
}

function renamed(value: Json, rename: (name: string) => string): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => renamed(item, rename));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [rename(name), renamed(member, rename)]),
  );
}
