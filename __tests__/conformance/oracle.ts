import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Data, Transform } from './normalise.ts';

/** The recordings lie outside the repository; STEPLINE_ORACLE names another folder than the usual one. */
const folder = resolve(process.env.STEPLINE_ORACLE ?? '../shared/oracle');

export const oracleIsHere = existsSync(resolve(folder, 'cases.jsonl'));

/** One recorded execution; the oracle's README explains the fields. */
export interface Case {
  readonly id: string;
  readonly group: string;
  readonly definition: Data;
  readonly definition_raw?: string;
  readonly input: Data;
  readonly input_raw?: string;
  readonly state_machine: {
    readonly name: string;
    readonly arn: string;
    readonly role_arn: string;
    readonly type: 'STANDARD' | 'EXPRESS';
  };
  readonly execution_arn: string;
  readonly requires: readonly string[];
  readonly transforms: readonly Transform[];
  readonly concurrent?: boolean;
  readonly history_params?: { readonly reverseOrder?: boolean };
  readonly expected: {
    readonly status: string;
    readonly output?: Data;
    readonly output_form?: 'object' | 'text';
    readonly output_text?: string;
    readonly error?: string | null;
    readonly cause?: string | null;
    readonly events?: Data[] | null;
  };
}

/** All rows of a file of the oracle. */
export function rows<Row>(file: string): readonly Row[] {
  const lines = readFileSync(resolve(folder, file), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Row);
}
