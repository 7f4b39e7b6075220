/** Keys of the file as ASL has them. */
import { isObject, type JsonObject } from '../../json.ts';

/** `numericEquals` -> `NumericEquals`, `csvHeaders` -> `CSVHeaders` */
export function aslName(key: string): string {
  return key.startsWith('csv') ? key.replace('csv', 'CSV') : key.charAt(0).toUpperCase() + key.slice(1);
}

/** A map with all its keys, and those of maps in it, in ASL's capitals. */
export function aslNames(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [aslName(key), isObject(item) ? aslNames(item) : item]),
  );
}
