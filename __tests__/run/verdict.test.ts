import { describe, expect, it } from '@jest/globals';
import { readCause } from '../../src/run/cause.ts';
import { judge, reasonFor, type Failure } from '../../src/run/verdict.ts';
import { failed, history, left, named, take, type Line } from './support.ts';

const start: Line = ['ExecutionStarted', 0, { input: '{}' }];
const at = { file: 'workflow.yaml', line: 7, column: 5 };

function failureOf(...lines: readonly Line[]): Failure {
  const verdict = judge(take(history(start, ...lines)).run, new Map([['T', at]]));
  if (verdict.passed) throw new Error('this run passed');
  return verdict.failure;
}

describe('a verdict', () => {
  it('is passed for an execution that succeeded, caught failures or not', () => {
    const { run } = take(
      history(
        start,
        ['TaskStateEntered', 0, named('T')],
        ['TaskScheduled', 2],
        ['TaskFailed', 3, failed('E')],
        ['TaskStateExited', 4, left('T')],
        ['ExecutionSucceeded', 5, { output: '1' }],
      ),
    );
    expect(judge(run, new Map())).toEqual({ passed: true });
  });

  it('names the leaf, where it stands, why it failed and how often it was tried', () => {
    const cause = JSON.stringify({
      errorMessage: 'no such order',
      errorType: 'ValueError',
      stackTrace: ['  at 1\n'],
    });
    const lines: Line[] = [
      ['MapStateEntered', 0, named('Each')],
      ['MapStateStarted', 2, { length: 1 }],
      ['MapIterationStarted', 3, { name: 'Each', index: 4 }],
      ['TaskStateEntered', 4, named('T')],
      ['TaskScheduled', 5],
      ['TaskFailed', 6, failed('Busy')],
      ['TaskScheduled', 7],
      ['TaskFailed', 8, { error: 'ValueError', cause }],
      ['MapIterationFailed', 9, { name: 'Each', index: 4 }],
      ['MapStateFailed', 9],
      ['ExecutionFailed', 11, { error: 'ValueError', cause }],
    ];
    expect(failureOf(...lines)).toEqual({
      status: 'FAILED',
      state: 'T',
      path: 'Each[4] › T',
      error: 'ValueError',
      cause: { message: 'no such order', trace: ['  at 1'] },
      attempts: 2,
      at,
    });
  });

  it.each<[string, readonly Line[], Partial<Failure>]>([
    [
      'timed out: the state at work, and the timeout, not the error of an attempt before',
      [
        ['TaskStateEntered', 0, named('T')],
        ['TaskScheduled', 2],
        ['TaskFailed', 3, failed('Busy')],
        ['ExecutionTimedOut', 4, {}],
      ],
      {
        status: 'TIMED_OUT',
        state: 'T',
        error: 'States.Timeout',
        cause: { message: '', trace: [] },
        attempts: 1,
      },
    ],
    [
      'was stopped by someone, with their words',
      [
        ['WaitStateEntered', 0, named('W')],
        ['ExecutionAborted', 2, { error: 'Ops', cause: 'enough' }],
      ],
      { status: 'ABORTED', state: 'W', error: 'Ops', cause: { message: 'enough', trace: [] } },
    ],
    [
      'was stopped without a word before any state',
      [['ExecutionAborted', 1, {}]],
      { status: 'ABORTED', error: 'Aborted', attempts: 0 },
    ],
    [
      'failed without a word',
      [
        ['FailStateEntered', 0, named('T')],
        ['ExecutionFailed', 2, {}],
      ],
      { status: 'FAILED', state: 'T', error: '', at },
    ],
    ['has not ended', [['WaitStateEntered', 0, named('W')]], { status: 'RUNNING', state: 'W' }],
  ])('of an execution that %s', (_, lines, failure) => {
    const found = failureOf(...lines);
    expect(found).toMatchObject(failure);
    expect('state' in found).toBe('state' in failure);
  });
});

describe('the reason in words', () => {
  const cause = (message: string) => ({ message, trace: [] });
  it.each([
    ['ValueError', 'no', 'ValueError: no'],
    ['ValueError', '', 'ValueError'],
    ['', 'no', 'no'],
    ['', '', 'no reason given'],
  ])('of error "%s" and message "%s" is "%s"', (error, message, words) => {
    expect(reasonFor({ error, cause: cause(message) })).toBe(words);
  });
});

describe('a cause', () => {
  const python = {
    errorMessage: 'no',
    errorType: 'ValueError',
    requestId: 'r-1',
    stackTrace: ['  File "/var/task/a.py", line 3, in handler\n    raise ValueError("no")\n'],
  };
  const node = {
    errorType: 'TypeError',
    errorMessage: 'no',
    trace: ['TypeError: no', '    at handler (file:///var/task/a.mjs:2:9)'],
  };
  it.each([
    [
      'of Python',
      JSON.stringify(python),
      {
        message: 'no',
        trace: ['  File "/var/task/a.py", line 3, in handler', '    raise ValueError("no")'],
        requestId: 'r-1',
      },
    ],
    ['of Node', JSON.stringify(node), { message: 'no', trace: node.trace }],
    ['of a function without a word', '{"errorMessage":"","errorType":"E"}', { message: '', trace: [] }],
    ['that is no JSON', 'The task timed out', { message: 'The task timed out', trace: [] }],
    ["that is JSON but not a function's", '{"Code":"X"}', { message: '{"Code":"X"}', trace: [] }],
    [
      'whose trace is no list of lines',
      '{"errorMessage":"no","trace":{"a":1}}',
      { message: 'no', trace: [] },
    ],
    ['that AWS has cut', '{"errorMessage":"n', { message: '{"errorMessage":"n', trace: [] }],
    ['that is missing', undefined, { message: '', trace: [] }],
  ])('%s is read', (_, text, expected) => {
    expect(readCause(text)).toEqual(expected);
  });
});
