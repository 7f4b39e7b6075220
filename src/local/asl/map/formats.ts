import { isObject } from '../../../json.ts';
import type { Json } from '../../../json.ts';
import { ItemReaderFailed } from '../errors/item-reader-failed.ts';
import { parseCsv } from './csv.ts';
import type { ReaderConfig } from './reader-config.ts';

type Parse = (data: string, config: ReaderConfig) => readonly Json[];

/** The kinds of files that hold items, by InputType. */
const formats: Readonly<Record<string, Parse>> = { CSV: parseCsv, JSON: parseJson, JSONL: parseLines };

/** Their names, for the documentation. */
export const formatNames = Object.keys(formats);

export function parseItems(data: string, config: ReaderConfig): readonly Json[] {
  const parse = formats[config.inputType];
  if (parse === undefined) throw new ItemReaderFailed(`The InputType ${config.inputType} is not supported.`);
  return parse(data, config);
}

function parseJson(data: string, { pointer }: ReaderConfig): readonly Json[] {
  const document = parsed(data);
  const items = pointer === undefined ? document : at(document, pointer);
  if (Array.isArray(items)) return items as readonly Json[];
  if (isObject(items)) return Object.entries(items).map(([Key, Value]) => ({ Key, Value }));
  throw new ItemReaderFailed('Attempting to map over non-iterable node.');
}

function parseLines(data: string): readonly Json[] {
  const lines = data.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map(parsed);
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new ItemReaderFailed('The input file could not be parsed as JSON.');
  }
}

/** RFC 6901. */
function at(document: Json, pointer: string): Json {
  const names = pointer.split('/').slice(1);
  let value: Json | undefined = document;
  for (const name of names) {
    const key = name.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(key)];
    else value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value ?? null;
}
