/** The recordings of AWS's behaviour, where they are present on this machine: one JSON object per line. */
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Json, JsonObject } from '../../src/json.ts';
import type { Transform } from './normalise.ts';

/** What every row has. */
export interface Row {
  readonly id: string;
  readonly group: string;
  /** `22-06-2023, 13:48:01` */
  readonly recorded_date: string;
  readonly transforms?: readonly Transform[];
  /** What the recorded test was called with. */
  readonly test_params?: JsonObject;
}

/** The folder of the recordings: STEPLINE_ORACLE, or `../shared/oracle`. Undefined where it is not present. */
export function oracleFolder(): string | undefined {
  const folder = process.env.STEPLINE_ORACLE ?? '../shared/oracle';
  return existsSync(join(folder, 'README.md')) ? folder : undefined;
}

export async function readRows<Kind extends Row>(folder: string, file: string): Promise<Kind[]> {
  const rows: Kind[] = [];
  const lines = createInterface({ input: createReadStream(join(folder, file)), crlfDelay: Infinity });
  for await (const line of lines) if (line.trim() !== '') rows.push(JSON.parse(line) as Kind);
  return rows;
}

/** Milliseconds since 1970 of a row's `DD-MM-YYYY, hh:mm:ss`. */
export function recordedAt({ recorded_date }: Row): number {
  const [day = '', month = '', year = ''] = recorded_date.slice(0, 10).split('-');
  return Date.parse(`${year}-${month}-${day}T00:00:00Z`);
}

/** `$.a[0].b` of a value; undefined where it leads nowhere. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  return [...path.matchAll(/\.([^.[]+)|\[(\d+)\]/g)].reduce<Json | undefined>((found, [, name, index]) => {
    if (Array.isArray(found)) return (found as readonly Json[])[Number(index ?? name)];
    return typeof found === 'object' && found !== null
      ? (found as Record<string, Json>)[name ?? '']
      : undefined;
  }, value);
}
