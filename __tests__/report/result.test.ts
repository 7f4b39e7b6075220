import { describe, expect, it } from '@jest/globals';
import { runDocument } from '../../src/report/json.ts';
import { resultLines } from '../../src/report/result.ts';
import { coloured, plain } from '../../src/report/style.ts';
import { textTable } from '../../src/report/table.ts';
import { failing, hostile, passing, reportOf } from './support.ts';

describe('the result', () => {
  it('of a run that passed is the table and the output', async () => {
    const { run, verdict } = await reportOf(...passing);
    expect(resultLines(run, verdict, plain)).toEqual([
      '',
      'STATE  TYPE  RESULT     ATTEMPTS  DURATION',
      'T      Task  succeeded  1         3.0 s',
      '',
      '✓ SUCCEEDED in 5.0 s',
      'output {"ok":true}',
    ]);
  });

  it('of a run that failed is the table, the leaf, its place, its reason and its trace', async () => {
    const { run, verdict } = await reportOf(...failing('T', 'ValueError', 'no such\norder'));
    expect(resultLines(run, verdict, plain)).toEqual([
      '',
      'STATE  TYPE  RESULT  ATTEMPTS  DURATION',
      'T      Task  failed  2         5.0 s',
      '',
      '✗ FAILED at T after 2 attempts  workflow.yaml:3:9',
      '  ValueError: no such',
      '    order',
      '    no such',
      '    order',
    ]);
  });

  it('of a run that failed without a word says so', async () => {
    const { run, verdict } = await reportOf(
      ['FailStateEntered', 0, { name: 'T' }],
      ['ExecutionFailed', 2, {}],
    );
    expect(resultLines(run, verdict, plain).slice(-2)).toEqual([
      '✗ FAILED at T  workflow.yaml:3:9',
      '  no reason given',
    ]);
  });

  it('has nothing of foreign text but its letters', async () => {
    const { run, verdict } = await reportOf(...failing(hostile, hostile, hostile));
    // oxlint-disable-next-line no-control-regex
    expect(resultLines(run, verdict, plain).join('')).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  it('in colours is the same text', async () => {
    const { run, verdict } = await reportOf(...failing('T', 'E', 'no'));
    // oxlint-disable-next-line no-control-regex
    const bare = resultLines(run, verdict, coloured).map((line) => line.replace(/\u001b\[\d+m/g, ''));
    expect(bare).toEqual(resultLines(run, verdict, plain));
    expect(resultLines(run, verdict, coloured)).not.toEqual(bare);
  });
});

describe('a table', () => {
  it('has columns as wide as their widest cell, and no space at the end', () => {
    expect(
      textTable([
        ['a', 'b'],
        ['long', ''],
        ['', 'c'],
      ]),
    ).toEqual(['a     b', 'long', '      c']);
  });
});

describe('the document for machines', () => {
  it('of a run that passed', async () => {
    const document = runDocument(await reportOf(...passing));
    expect(document).toMatchObject({
      status: 'SUCCEEDED',
      passed: true,
      startedAt: '1970-01-01T00:00:01.000Z',
      durationMs: 5_000,
      input: { in: 1 },
      output: { ok: true },
      states: [{ name: 'T', path: 'T', type: 'Task', outcome: 'succeeded', durationMs: 3_000, attempts: 1 }],
      workflow: 'w',
      stage: 'dev',
    });
    expect(document).not.toHaveProperty('failure');
  });

  it('of a run that failed', async () => {
    expect(runDocument(await reportOf(...failing('T', 'ValueError', 'no')))).toMatchObject({
      passed: false,
      failure: {
        status: 'FAILED',
        state: 'T',
        path: 'T',
        error: 'ValueError',
        message: 'no',
        trace: ['no'],
        attempts: 2,
        at: 'workflow.yaml:3:9',
      },
    });
  });

  it.each([
    ['that passed', passing],
    ['that failed with anything', failing(hostile, hostile, hostile)],
    ['that was stopped before its first state', [['ExecutionAborted', 1, {}] as const]],
  ])('of a run %s survives being written and read', async (_, lines) => {
    const document = runDocument(await reportOf(...lines));
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});
