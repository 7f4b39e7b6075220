import type { Data } from './normalise.ts';

const perCall = new Set(['SdkHttpMetadata', 'SdkResponseMetadata']);
const placeholder = /<([A-Za-z][A-Za-z0-9_ -]*)(?::|_)(\d+)(?:idx)?>/g;

/** What differs between two documents in placeholder form, one line each; empty where nothing does. */
export function diff(expected: Data, actual: Data): readonly string[] {
  const problems: string[] = [];
  compare(comparable(expected), comparable(actual), '$', problems);
  return problems;
}

/** Without per-call HTTP metadata, and with placeholders numbered by first appearance. */
function comparable(data: Data): Data {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const rename = (whole: string, name: string): string => {
    if (!names.has(whole)) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      names.set(whole, `<${name}:${counts.get(name) ?? 0}>`);
    }
    return names.get(whole) ?? whole;
  };
  const visit = (value: Data): Data => {
    if (typeof value === 'string') return value.replace(placeholder, rename);
    if (Array.isArray(value)) return value.map(visit);
    if (value === null || typeof value !== 'object') return value;
    const keys = Object.keys(value).filter((key) => !perCall.has(key));
    return Object.fromEntries(keys.sort().map((key) => [key, visit(value[key] as Data)]));
  };
  return visit(data);
}

function compare(
  expected: Data | undefined,
  actual: Data | undefined,
  path: string,
  problems: string[],
): void {
  if (expected === undefined) problems.push(`${path}: unexpected ${short(actual)}`);
  else if (actual === undefined) problems.push(`${path}: missing ${short(expected)}`);
  else if (Array.isArray(expected) && Array.isArray(actual)) {
    if (expected.length !== actual.length) {
      problems.push(`${path}: length ${expected.length} expected, got ${actual.length}`);
    }
    const shorter = Math.min(expected.length, actual.length);
    for (let i = 0; i < shorter; i++) compare(expected[i], actual[i], `${path}[${i}]`, problems);
  } else if (isRecord(expected) && isRecord(actual)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].sort();
    for (const key of keys) compare(expected[key], actual[key], `${path}.${key}`, problems);
  } else if (expected !== actual) problems.push(`${path}: ${short(expected)} expected, got ${short(actual)}`);
}

function isRecord(value: Data): value is Record<string, Data> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function short(value: Data | undefined): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
