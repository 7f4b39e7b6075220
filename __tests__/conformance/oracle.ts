import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { oracleFolder } from '../../scripts/conformance/oracle.ts';

const folder = oracleFolder();

/** Whether the recordings are present; tests that need them are skipped by name where they are not. */
export const oracleIsHere = folder !== undefined;

/** All rows of a file of the recordings, of a kind that the caller knows. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function rows<Row>(file: string): readonly Row[] {
  const lines = readFileSync(join(folder ?? '', file), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Row);
}
