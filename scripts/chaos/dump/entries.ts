import type { Json, JsonObject } from '../../../src/json.ts';

export type Entry = readonly [name: string, value: Json];

/** An object of the entries, in the order of their names. */
export async function byName(entries: readonly Promise<Entry>[]): Promise<JsonObject> {
  return sorted(await Promise.all(entries));
}

export function sorted(entries: readonly Entry[]): JsonObject {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
