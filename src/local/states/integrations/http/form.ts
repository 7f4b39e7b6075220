/** Form-urlencoded bodies [Step Functions developer guide, "Applying URL-encoding on request body"]. */
import { isObject, type Json, type JsonObject } from '../../../../json.ts';

export const arrayFormats = ['INDICES', 'REPEAT', 'COMMAS', 'BRACKETS'] as const;
export type ArrayFormat = (typeof arrayFormats)[number];

export function encodeForm(body: JsonObject, format: ArrayFormat): string {
  return Object.entries(body)
    .flatMap(([name, value]) => fields(name, value, format))
    .join('&');
}

function fields(name: string, value: Json, format: ArrayFormat): string[] {
  if (Array.isArray(value)) return items(name, value as readonly Json[], format);
  if (isObject(value))
    return Object.entries(value).flatMap(([key, below]) => fields(`${name}[${key}]`, below, format));
  return [`${encodeURIComponent(name)}=${encoded(value)}`];
}

function items(name: string, list: readonly Json[], format: ArrayFormat): string[] {
  if (format === 'COMMAS') return [`${encodeURIComponent(name)}=${list.map(encoded).join(',')}`];
  const suffix = (index: number): string => ({ INDICES: `[${index}]`, REPEAT: '', BRACKETS: '[]' })[format];
  return list.flatMap((item, index) => fields(`${name}${suffix(index)}`, item, format));
}

function encoded(value: Json): string {
  return encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value));
}
