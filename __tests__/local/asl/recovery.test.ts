import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../../src/json.ts';
import { TaskFailure } from '../../../src/local/asl/index.ts';
import { run } from './harness.ts';
import { SimulatedClock } from './simulated-clock.ts';
import { Tasks } from './tasks.ts';

const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: {}, End: true };

/** Runs a task that fails with one error after the other, then succeeds; tells when its attempts began, in seconds. */
async function attempts(fields: JsonObject, errors: readonly string[], random = (): number => 0.5) {
  const clock = new SimulatedClock();
  const start = clock.now();
  const times: number[] = [];
  const tasks = new Tasks(async (_, __, ___, attempt) => {
    times.push((clock.now() - start) / 1000);
    const error = errors[attempt - 1];
    if (error !== undefined) throw new TaskFailure(error, `cause ${attempt}`);
    return 'done';
  });
  const states = { Work: { ...task, ...fields }, Caught: { Type: 'Pass', End: true } };
  const definition = { StartAt: 'Work', States: states };
  const recorded = await run(JSON.stringify(definition), { clock, tasks, random, input: '{"in":1}' });
  return { ...recorded, times, pending: clock.sleepers };
}

const never = Array.from({ length: 20 }, () => 'Busy');

describe('Retry', () => {
  it.each<[string, JsonObject, readonly number[]]>([
    ['three times by default, after 1, 2 and 4 seconds', { ErrorEquals: ['Busy'] }, [0, 1, 3, 7]],
    ['not at all', { ErrorEquals: ['Busy'], MaxAttempts: 0 }, [0]],
    ['at the same interval', { ErrorEquals: ['Busy'], IntervalSeconds: 3, BackoffRate: 1 }, [0, 3, 6, 9]],
    [
      'never later than asked',
      { ErrorEquals: ['Busy'], MaxAttempts: 5, MaxDelaySeconds: 3 },
      [0, 1, 3, 6, 9, 12],
    ],
    [
      'after a part of the delay',
      { ErrorEquals: ['Busy'], MaxAttempts: 2, JitterStrategy: 'FULL' },
      [0, 0.5, 1.5],
    ],
    ['only its errors', { ErrorEquals: ['Other'] }, [0]],
    ['any error', { ErrorEquals: ['States.ALL'], MaxAttempts: 1 }, [0, 1]],
    ['any failure of a task', { ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 }, [0, 1]],
  ])('%s', async (_, retrier, times) => {
    const result = await attempts({ Retry: [retrier] }, never);
    expect(result.times).toEqual(times);
    expect(result.outcome).toMatchObject({ status: 'FAILED', error: 'Busy', cause: `cause ${times.length}` });
    expect(result.pending).toBe(0);
  });

  it('counts the attempts of each retrier on its own', async () => {
    const Retry = [
      { ErrorEquals: ['A'], MaxAttempts: 1 },
      { ErrorEquals: ['B'], MaxAttempts: 2 },
    ];
    const { times, outcome } = await attempts({ Retry }, ['B', 'A', 'B', 'A']);
    expect(times).toHaveLength(4);
    expect(outcome).toMatchObject({ error: 'A' });
  });

  it('tells the context object how often', async () => {
    const Parameters = { 'count.$': '$$.State.RetryCount' };
    const { outcome, events } = await attempts({ Parameters, Retry: [{ ErrorEquals: ['Busy'] }] }, ['Busy']);
    const given = events.flatMap((event) => event.taskScheduledEventDetails?.parameters ?? []);
    expect(given).toEqual(['{"count":0}', '{"count":1}']);
    expect(outcome).toEqual({ status: 'SUCCEEDED', output: '"done"' });
  });

  it('writes no event of its own: the next attempt follows the failure', async () => {
    const { events } = await attempts({ Retry: [{ ErrorEquals: ['Busy'] }] }, ['Busy']);
    const told = events.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type ?? ''}`);
    expect(told.slice(2, 6)).toEqual([
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskFailed',
      '6<5 TaskScheduled',
    ]);
  });
});

describe('Catch', () => {
  const errorOutput = { Error: 'Busy', Cause: 'cause 1' };

  it.each<[string, JsonObject, Json]>([
    ['replaces the input by default', { ErrorEquals: ['Busy'], Next: 'Caught' }, errorOutput],
    [
      'puts the error where it is told',
      { ErrorEquals: ['States.ALL'], ResultPath: '$.e', Next: 'Caught' },
      { in: 1, e: errorOutput },
    ],
    ['drops the error', { ErrorEquals: ['Busy'], ResultPath: null, Next: 'Caught' }, { in: 1 }],
  ])('%s', async (_, catcher, output) => {
    const { outcome } = await attempts({ Catch: [catcher] }, ['Busy']);
    expect(outcome).toEqual({ status: 'SUCCEEDED', output: JSON.stringify(output) });
  });

  it('takes the first that matches', async () => {
    const Catch = [
      { ErrorEquals: ['Other'], Next: 'Work' },
      { ErrorEquals: ['Busy'], Next: 'Caught' },
      { ErrorEquals: ['States.ALL'], Next: 'Work' },
    ];
    const { outcome, times } = await attempts({ Catch }, ['Busy']);
    expect([outcome.status, times.length]).toEqual(['SUCCEEDED', 1]);
  });

  it('comes after the retries', async () => {
    const fields = {
      Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['Busy'], Next: 'Caught' }],
    };
    const { outcome, times } = await attempts(fields, never);
    expect(times).toEqual([0, 1]);
    expect(outcome).toEqual({ status: 'SUCCEEDED', output: '{"Error":"Busy","Cause":"cause 2"}' });
  });

  it('does not catch States.Runtime', async () => {
    const fields = {
      Parameters: { 'x.$': '$.nope' },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
    };
    const { outcome, times } = await attempts(fields, []);
    expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(times).toEqual([]);
  });
});
