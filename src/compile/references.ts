/**
 * Functions inside a definition. Which version a state calls is known only after it is published, so a definition
 * carries a reference until then. Its first and last character is one that YAML and JSON files cannot hold as such, so
 * that nobody's text is taken for a reference by accident.
 */
import { isObject, type Json } from '../json.ts';

const mark = '\u0000';
const reference = new RegExp(`${mark}function:([^${mark}]+)${mark}`, 'g');

export function functionReference(key: string): string {
  return `${mark}function:${key}${mark}`;
}

/** The key, when the whole text is one reference. */
export function referencedFunction(text: string): string | undefined {
  const [match] = text.matchAll(reference);
  return match?.[0] === text ? match[1] : undefined;
}

/** Every key that is referred to in a value, each once, in order of appearance. */
export function referencedFunctions(value: Json): string[] {
  const found = new Set<string>();
  resolveReferences(value, (key) => {
    found.add(key);
    return '';
  });
  return [...found];
}

/** The value with each reference replaced by what `resolve` gives for its key: an ARN. */
export function resolveReferences(value: Json, resolve: (key: string) => string): Json {
  return mapStrings(value, (text) => text.replace(reference, (_, key: string) => resolve(key)));
}

/** The value with every text in it (not keys) replaced; its shape stays. */
export function mapStrings<T>(value: T, replace: (text: string) => string): T {
  return mapped(value, replace) as T;
}

function mapped(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((item) => mapped(item, replace));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapped(member, replace)]));
}
