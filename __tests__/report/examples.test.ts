import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportsIn } from '../../src/commands/reports.ts';
import { UserError } from '../../src/errors.ts';
import { runDocument } from '../../src/report/json.ts';
import { runDocumentJsonSchema } from '../../src/report/schema/run.ts';
import { root } from '../support/spawn.ts';
import { examples, runExample } from './examples.ts';
import { failing, hostile, reportOf } from './support.ts';

const validate = new Ajv2020({ strict: true, validateFormats: false }).compile(runDocumentJsonSchema());

function problems(document: unknown): unknown {
  validate(JSON.parse(JSON.stringify(document)));
  return validate.errors ?? [];
}

describe('the JSON document of a run', () => {
  it.each(examples)('of examples/%s fits the schema', async (name) => {
    expect(problems(runDocument(await runExample(name)))).toEqual([]);
  });

  it('of a run with hostile texts fits the schema', async () => {
    expect(problems(runDocument(await reportOf(...failing(hostile, hostile, hostile))))).toEqual([]);
  });

  it.each([
    ['a member that nobody has described', { more: 1 }],
    ['a status that there is none of', { status: 'DONE' }],
    ['states that are no list', { states: {} }],
  ])('does not fit with %s', async (_, member) => {
    const document = runDocument(await reportOf(...failing('T', 'E', 'no')));
    expect(problems({ ...document, ...member })).not.toEqual([]);
  });

  it('has a published schema that is the one of the code', async () => {
    const published = await readFile(join(root, 'docs/report.schema.json'), 'utf8');
    expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(runDocumentJsonSchema())));
  });
});

describe('reports in a folder', () => {
  it('are the three files, in a folder that is made for them', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'stepline-reports-')), 'a', 'b');
    const report = await reportOf(...failing('T', 'E', 'no'));
    const page = await (await reportsIn(folder))(report);
    expect(page).toBe(join(folder, 'report.html'));
    expect(await readFile(page, 'utf8')).toMatch(/^<!doctype html>/);
    expect(await readFile(join(folder, 'junit.xml'), 'utf8')).toMatch(/^<\?xml/);
    expect(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'))).toMatchObject({ passed: false });
    await rm(join(folder, '..', '..'), { recursive: true });
  });

  it('are refused before the run, where the folder is a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stepline-reports-'));
    await writeFile(join(folder, 'file'), '');
    await expect(reportsIn(join(folder, 'file'))).rejects.toThrow(UserError);
    await rm(folder, { recursive: true });
  });
});
