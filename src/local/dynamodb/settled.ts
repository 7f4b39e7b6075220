import { isObject, type Json, type JsonObject } from '../../json.ts';

const table = 'table~';

/**
 * What dynalite had begun with tables when it ended, brought to its end: those that were being made or changed are there,
 * those that were being deleted are gone with all that belongs to them.
 */
export function settled(items: ReadonlyMap<string, Json>): ReadonlyMap<string, Json> {
  const gone = [...items].flatMap(([key, value]) =>
    key.startsWith(table) && isObject(value) && value.TableStatus === 'DELETING'
      ? [key.slice(table.length)]
      : [],
  );
  const kept = [...items].filter(([key]) => !gone.some((name) => belongsTo(key, name)));
  return new Map(
    kept.map(([key, value]) => [key, key.startsWith(table) && isObject(value) ? active(value) : value]),
  );
}

function belongsTo(key: string, name: string): boolean {
  const kinds = [`item-${name}~`, `tag-${name}~`, `index-local~${name}~`, `index-global~${name}~`];
  return key === table + name || kinds.some((prefix) => key.startsWith(prefix));
}

function active(value: JsonObject): JsonObject {
  const { GlobalSecondaryIndexes: indexes } = value;
  return {
    ...value,
    TableStatus: 'ACTIVE',
    ...(Array.isArray(indexes) && {
      GlobalSecondaryIndexes: (indexes as readonly JsonObject[]).map((index) => ({
        ...index,
        IndexStatus: 'ACTIVE',
      })),
    }),
  };
}
