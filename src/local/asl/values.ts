import { isObject } from '../../json.ts';
import type { Json } from '../../json.ts';

/** The same JSON content, whatever the order of keys. */
export function deepEqual(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    const [one, other] = [left as readonly Json[], right as readonly Json[]];
    return (
      Array.isArray(right) &&
      one.length === other.length &&
      one.every((item, i) => deepEqual(item, other[i] as Json))
    );
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && deepEqual(left[key] as Json, right[key] as Json));
}

/** AWS's limit for an input, an output, a result: bytes of UTF-8. */
export const dataLimit = 262_144;

/** Whether a text is beyond the limit; counts the bytes only where the length leaves a doubt. */
export function exceedsDataLimit(text: string): boolean {
  return text.length * 3 > dataLimit && Buffer.byteLength(text) > dataLimit;
}

/** The kind of a value, in JSON's and AWS's words. */
export function typeName(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
