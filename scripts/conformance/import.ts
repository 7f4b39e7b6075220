/**
 * `npm run conformance:import`: every recorded definition → `import` → `check` → compile. One that AWS took must come back as
 * the same machine; one that AWS refused must be refused by `check`, with a position. Prints agreed/total by recording and the
 * first reason of each miss; exits 1 when there is one.
 *
 *     --id PART   rows whose id contains the part
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Connection } from '../../src/aws/connection.ts';
import { checkWorkflow } from '../../src/commands/check.ts';
import { compileDefinition } from '../../src/compile/asl/definition.ts';
import { UserError } from '../../src/errors.ts';
import { isSameMachine } from '../../src/import/compare.ts';
import { importDefinition } from '../../src/import/import.ts';
import { isObject, type Json, type JsonObject } from '../../src/json.ts';
import { openLocal } from '../../src/target.ts';
import type { Workflow } from '../../src/workflow/workflow.ts';
import { oracleFolder, readRows, type Row } from './oracle.ts';

interface DefinitionRow extends Row {
  readonly definition: Json;
  readonly params?: { readonly definition?: string; readonly type?: string };
  readonly state_machine?: { readonly type: string };
  readonly expected: { readonly error_code?: string; readonly result?: string };
}

/** One definition, and what AWS said of it. */
interface Case {
  readonly id: string;
  readonly group: string;
  readonly text: string;
  readonly definition: Json;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly isValid: boolean;
}

const target = { account: '123456789012', region: 'us-east-1', partition: 'aws' };
const files = ['cases.jsonl', 'teststate.jsonl', 'validation.jsonl'];
/** Definitions that are looked at at once. */
const lanes = 8;
const { values } = parseArgs({ options: { id: { type: 'string', default: '' } } });

const from = oracleFolder();
if (from === undefined) print('No recordings here (STEPLINE_ORACLE names their folder)');
else await main(from);

async function main(from: string): Promise<void> {
  const rows = await Promise.all(
    files.map(async (file) => (await readRows<DefinitionRow>(from, file)).map((row) => caseOf(row, file))),
  );
  const cases = rows.flat().filter(({ id }) => id.includes(values.id));
  const folder = await mkdtemp(join(tmpdir(), 'stepline-import-'));
  const { connection, close } = await openLocal(undefined, () => undefined);
  try {
    printTable(cases, await judgeAll(cases, folder, connection));
  } finally {
    await close();
    await rm(folder, { recursive: true });
  }
}

function caseOf(row: DefinitionRow, group: string): Case {
  const { id, definition, params, expected } = row;
  const type = (row.state_machine?.type ?? params?.type) === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
  const machine = isObject(definition) && 'Type' in definition ? aroundState(definition) : definition;
  // What TestState refuses is what else it was given, or the type of a state that it does not test.
  const isRefused = expected.error_code === 'InvalidDefinition' || expected.result === 'FAIL';
  const isValid = group === 'teststate.jsonl' || !isRefused;
  return { id, group, text: params?.definition ?? '', definition: machine, type, isValid };
}

/** TestState takes a state alone: it leads to states that stand for whatever would follow. */
function aroundState(state: JsonObject): JsonObject {
  const names = JSON.stringify(state).matchAll(/"(?:Next|Default)":"([^"]+)"/g);
  const others = [...names].map(([, name = '']): [string, Json] => [name, { Type: 'Succeed' }]);
  return { StartAt: 'Tested', States: { Tested: state, ...Object.fromEntries(others) } };
}

async function judgeAll(
  cases: readonly Case[],
  folder: string,
  connection: Connection,
): Promise<ReadonlyMap<Case, string | undefined>> {
  const verdicts = new Map<Case, string | undefined>();
  const queue = cases.entries();
  const lane = async (): Promise<void> => {
    for (const [index, one] of queue) {
      const path = join(folder, `${index}.yaml`);
      await writeFile(path, await textOf(one, join(folder, `${index}.asl.json`)));
      verdicts.set(one, await judge(one, path, connection));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return verdicts;
}

/** A text that is no definition cannot be imported: it is named by a workflow instead. */
async function textOf({ definition, text, type }: Case, aslFile: string): Promise<string> {
  if (isObject(definition)) return (await importDefinition({ name: 'imported', type, definition })).text;
  await writeFile(aslFile, text);
  return `name: imported\ndefinition: ${aslFile}\n`;
}

/** Why it does not agree; undefined where it does. */
async function judge(one: Case, path: string, connection: Connection): Promise<string | undefined> {
  const checked = await check(path, connection);
  if (checked instanceof UserError) return one.isValid ? `is refused: ${checked.message}` : faultOf(checked);
  if (!one.isValid) return 'is not refused';
  const got = compileDefinition(checked, target);
  return isSameMachine(one.definition as JsonObject, got) ? undefined : 'comes back as another machine';
}

async function check(path: string, connection: Connection): Promise<Workflow | UserError> {
  const { signal } = new AbortController();
  try {
    const { workflow } = await checkWorkflow({ path, connection, signal, env: {}, report: () => undefined });
    return workflow;
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown;
    throw thrown;
  }
}

function faultOf({ problems, message }: UserError): string | undefined {
  return problems.every(({ at }) => at) ? undefined : `is refused without a position: ${message}`;
}

function printTable(cases: readonly Case[], verdicts: ReadonlyMap<Case, string | undefined>): void {
  const missed = cases.filter((one) => verdicts.get(one) !== undefined);
  for (const one of missed) print(`${one.id}\n    ${verdicts.get(one) ?? ''}`);
  for (const group of [...files, '']) {
    const members = cases.filter((one) => group === '' || one.group === group);
    const agreed = members.filter((one) => !missed.includes(one)).length;
    const refused = members.filter(({ isValid }) => !isValid).length;
    print(`${`${agreed}/${members.length}`.padStart(9)}  ${group || 'in all'} (${refused} refused by AWS)`);
  }
  if (missed.length > 0) process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
