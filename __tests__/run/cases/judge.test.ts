import { describe, expect, it } from '@jest/globals';
import type { Run, StateVisit } from '../../../src/run/run.ts';
import { judgeCase } from '../../../src/run/cases/judge.ts';
import type { Expectation } from '../../../src/workflow/test.ts';

const visit = (name: string, more: Partial<StateVisit> = {}): StateVisit => ({
  id: name,
  name,
  type: 'Task',
  enteredAt: 0,
  exitedAt: 1,
  outcome: 'succeeded',
  attempts: [],
  ...more,
});
const attempt = { startedAt: 0, outcome: 'failed' as const };
const failing = visit('Charge', { outcome: 'failed', attempts: [attempt, attempt] });

const succeeded: Run = {
  executionArn: 'arn',
  status: 'SUCCEEDED',
  startedAt: 1_000,
  stoppedAt: 3_500,
  input: { id: 1 },
  output: { total: 6, items: [1, { a: 1, b: 2 }], none: null },
  states: [visit('Validate'), visit('Map', { type: 'Map' })],
};
const failed: Run = {
  ...succeeded,
  status: 'FAILED',
  output: undefined,
  error: 'Busy',
  cause: '{"errorMessage":"the card is busy","errorType":"Busy"}',
  states: [failing],
  failedVisit: failing,
} as unknown as Run;

async function differences(run: Run, expected: Expectation): Promise<string[]> {
  const at = { file: 'w.yaml', line: 1, column: 1 };
  const spec = { name: 'n', at, input: {}, mocks: new Map(), expect: expected, locate: () => at };
  const mismatches = await judgeCase(spec, run);
  return mismatches.map(
    ({ what, actual }) => `${what}: ${actual === undefined ? 'nothing' : JSON.stringify(actual)}`,
  );
}

interface Row {
  readonly why: string;
  readonly run?: Run;
  readonly expected: Expectation;
  readonly differs?: readonly string[];
}

const rows: readonly Row[] = [
  { why: 'nothing is expected of a failure', run: failed, expected: {} },
  { why: 'another status', expected: { status: 'FAILED' }, differs: ['status: "SUCCEEDED"'] },
  { why: 'a part of a map', expected: { output: { total: 6 } } },
  { why: 'a part of a map in a list', expected: { output: { items: [1, { b: 2 }] } } },
  { why: 'a null that is there', expected: { output: { none: null } } },
  { why: 'a null where nothing is', expected: { output: { some: null } }, differs: ['output.some: nothing'] },
  {
    why: 'a member of every object is none of the output',
    expected: { output: { toString: {} } },
    differs: ['output.toString: nothing'],
  },
  {
    why: 'a part of a list is not the list',
    expected: { output: { items: [1] } },
    differs: ['output.items: [1,{"a":1,"b":2}]'],
  },
  {
    why: 'a list is no map',
    expected: { output: { items: { 0: 1 } } },
    differs: ['output.items: [1,{"a":1,"b":2}]'],
  },
  {
    why: 'every difference is told',
    expected: { output: { total: 5, items: [2, {}] } },
    differs: ['output.total: 6', 'output.items.0: 1'],
  },
  { why: 'an output of a failure', run: failed, expected: { output: {} }, differs: ['output: nothing'] },
  { why: 'a condition that holds', expected: { output: '{% total = 6 and $states.input.id = 1 %}' } },
  {
    why: 'a condition that does not',
    expected: { output: '{% $states.output.total > 6 %}' },
    differs: ['output, where the condition is false: {"total":6,"items":[1,{"a":1,"b":2}],"none":null}'],
  },
  {
    why: 'what is true-ish is not true',
    run: { ...succeeded, output: 1 },
    expected: { output: '{% $ %}' },
    differs: ['output, where the condition is 1: 1'],
  },
  {
    why: 'a condition that gives nothing',
    run: { ...succeeded, output: 1 },
    expected: { output: '{% nothing.there %}' },
    differs: ['output, where the condition is nothing: 1'],
  },
  {
    why: 'a condition that never ends',
    run: { ...succeeded, output: 1 },
    expected: { output: '{% ($f := function($x) { 1 + $f($x) }; $f(1)) %}' },
    differs: [expect.stringContaining('the condition cannot be evaluated') as unknown as string],
  },
  {
    why: 'the failure as it was',
    run: failed,
    expected: { error: 'Busy', cause: 'card is', failedState: 'Charge' },
  },
  {
    why: 'another failure',
    run: failed,
    expected: { error: 'X', cause: 'declined', failedState: 'Validate' },
    differs: ['error: "Busy"', 'cause: "the card is busy"', 'failedState: "Charge"'],
  },
  {
    why: 'a failure where there was none',
    expected: { error: 'X', cause: '', failedState: 'Charge' },
    differs: ['error: nothing', 'cause: nothing', 'failedState: nothing'],
  },
  { why: 'the path', expected: { path: ['Validate', 'Map'] } },
  { why: 'a shorter path', expected: { path: ['Validate'] }, differs: ['path: ["Validate","Map"]'] },
  {
    why: 'a nested execution has a path of its own',
    run: { ...succeeded, states: [failing, visit('Inner', { parent: failing, executionArn: 'other' })] },
    expected: { path: ['Charge'] },
  },
  { why: 'time enough', expected: { maxDurationSeconds: 3 } },
  { why: 'too long', expected: { maxDurationSeconds: 2 }, differs: ['maxDuration: "2.5 s"'] },
  { why: 'retries', run: failed, expected: { retries: { Charge: 1 } } },
  {
    why: 'other retries, also of what was not visited',
    run: failed,
    expected: { retries: { Charge: 2, Other: 1 } },
    differs: ['retries of Charge: 1', 'retries of Other: 0'],
  },
];

describe('a case is judged', () => {
  it.each(rows)('$why', async ({ run = succeeded, expected, differs = [] }) => {
    expect(await differences(run, expected)).toEqual(differs);
  });
});
