/** Compares a recording with an answer in the same placeholder form. */
import { isObject, type Json, type JsonObject } from '../../src/json.ts';

/** What differs, one line each: `$.events[3].type: 'A' != 'B'`. Placeholders are renumbered by their first appearance. */
export function diff(expected: Json, actual: Json): readonly string[] {
  return compare(renumber(expected), renumber(actual), '$');
}

function compare(expected: Json, actual: Json, path: string): readonly string[] {
  if (isObject(expected) && isObject(actual)) return compareObjects(expected, actual, path);
  if (Array.isArray(expected) && Array.isArray(actual)) return compareLists(expected, actual, path);
  // Some recordings keep the members' names alone.
  if (Array.isArray(expected) && isObject(actual))
    return compareLists(expected, Object.keys(actual).sort(), path);
  return expected === actual ? [] : [`${path}: ${shown(expected)} != ${shown(actual)}`];
}

function compareObjects(expected: JsonObject, actual: JsonObject, path: string): readonly string[] {
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].sort();
  return keys.flatMap((key) => {
    const [wanted, got] = [expected[key], actual[key]];
    if (got === undefined) return [`${path}.${key}: missing ${shown(wanted ?? null)}`];
    if (wanted === undefined) return [`${path}.${key}: unexpected ${shown(got)}`];
    return compare(wanted, got, `${path}.${key}`);
  });
}

function compareLists(expected: readonly Json[], actual: readonly Json[], path: string): readonly string[] {
  const length =
    expected.length === actual.length ? [] : [`${path}: length ${expected.length} != ${actual.length}`];
  const items = expected
    .slice(0, actual.length)
    .flatMap((item, index) => compare(item, actual[index] ?? null, `${path}[${index}]`));
  return [...length, ...items];
}

function shown(value: Json): string {
  return JSON.stringify(value).slice(0, 300);
}

/** The same with members left out wherever they appear. */
export function without(value: Json, members: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => without(item, members));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => !members.has(name));
  return Object.fromEntries(kept.map(([name, member]) => [name, without(member, members)]));
}

const placeholder = /<([A-Za-z][A-Za-z0-9_ -]*)(?::|_)(\d+)(?:idx)?>/g;

function renumber(value: Json): Json {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const rename = (whole: string, name: string): string => {
    const known = names.get(whole);
    if (known !== undefined) return known;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    names.set(whole, `<${name}:${count}>`);
    return `<${name}:${count}>`;
  };
  const visit = (item: Json): Json => {
    if (typeof item === 'string') return item.replace(placeholder, rename);
    if (Array.isArray(item)) return (item as readonly Json[]).map(visit);
    if (!isObject(item)) return item;
    const entries = Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([name, member]) => [name, visit(member)]));
  };
  return visit(value);
}
