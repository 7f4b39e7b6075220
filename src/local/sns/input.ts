/** How the query protocol brings maps: `{ entry: { 1: { key, value } } }`. */

/** A map's entries by their keys; `key` and `value` are the members' names. */
export function mapOf<Value = string>(
  value: unknown,
  names: { readonly key: string; readonly value: string } = { key: 'key', value: 'value' },
): Record<string, Value> {
  const entries = member(value, 'entry');
  const list = typeof entries === 'object' && entries !== null ? Object.values(entries) : [];
  return Object.fromEntries(
    list.map((entry: unknown) => [String(member(entry, names.key)), member(entry, names.value) as Value]),
  );
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (Object.entries(value).find(([key]) => key === name) ?? [])[1]
    : undefined;
}
