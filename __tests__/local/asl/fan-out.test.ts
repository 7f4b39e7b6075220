import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../src/json.ts';
import { TaskFailure } from '../../../src/local/asl/index.ts';
import { run } from './harness.ts';
import { SimulatedClock } from './simulated-clock.ts';
import { forever, Tasks } from './tasks.ts';

const work = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const mapOf = (state: JsonObject, more: JsonObject = {}): string =>
  JSON.stringify({
    StartAt: 'All',
    States: {
      All: { Type: 'Map', ItemProcessor: { StartAt: 'One', States: { One: state } }, ...more, End: true },
    },
  });

describe('Map', () => {
  it('keeps the order of the items, whichever ends first', async () => {
    const clock = new SimulatedClock();
    const tasks = new Tasks(async ({ arguments: item }) => {
      await clock.sleep(10_000 - Number(item) * 1000);
      return Number(item) * 10;
    });
    const { outcome } = await run(mapOf(work), { clock, tasks, input: '[1,2,3]' });
    expect(outcome).toEqual({ status: 'SUCCEEDED', output: '[10,20,30]' });
  });

  it.each([
    [0, 60, 40, 'AWS runs 40 at once where nothing else is said'],
    [3, 60, 3, 'MaxConcurrency'],
    [50, 60, 40, 'no more than 40'],
  ])('MaxConcurrency %d of %d items runs %d at once', async (MaxConcurrency, count, width, _reason) => {
    const clock = new SimulatedClock();
    let [running, most] = [0, 0];
    const tasks = new Tasks(async () => {
      most = Math.max(most, ++running);
      await clock.sleep(1000);
      running--;
      return null;
    });
    const input = JSON.stringify(Array.from({ length: count }, (_, i) => i));
    await run(mapOf(work, { MaxConcurrency }), { clock, tasks, input });
    expect(most).toBe(width);
  });

  it('shares no variable between items, nor with the state behind', async () => {
    const definition = {
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { outer: 1 }, Next: 'All' },
        All: {
          Type: 'Map',
          ItemProcessor: {
            StartAt: 'Keep',
            States: {
              Keep: { Type: 'Pass', Assign: { 'mine.$': '$' }, Next: 'Give' },
              Give: { Type: 'Pass', Parameters: { 'mine.$': '$mine', 'outer.$': '$outer' }, End: true },
            },
          },
          Next: 'After',
        },
        After: { Type: 'Pass', Parameters: { 'mine.$': '$mine' }, End: true },
      },
    };
    const { outcome, events } = await run(JSON.stringify(definition), { input: '[1,2]' });
    const given = events.flatMap(({ stateExitedEventDetails: details }) =>
      details?.name === 'Give' ? [details.output] : [],
    );
    expect(given).toEqual(['{"mine":1,"outer":1}', '{"mine":2,"outer":1}']);
    expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  it('gives up the other items when one fails, and tells of each', async () => {
    const clock = new SimulatedClock();
    const signals: AbortSignal[] = [];
    const tasks = new Tasks(async ({ arguments: item }, _, signal) => {
      signals.push(signal);
      if (item !== 2) return forever(signal);
      await clock.sleep(1000);
      throw new TaskFailure('E', 'c');
    });
    const { outcome, events } = await run(mapOf(work), { clock, tasks, input: '[1,2,3]' });
    expect(outcome).toEqual({ status: 'FAILED', error: 'E', cause: 'c' });
    const failed = events.find(({ type }) => type === 'TaskFailed')?.id ?? 0;
    const told = events.filter(({ id }) => id > failed).map((event) => [event.type, event.previousEventId]);
    expect(told).toEqual([
      ['MapIterationAborted', failed],
      ['TaskStateAborted', failed],
      ['MapIterationFailed', failed],
      ['TaskStateAborted', failed],
      ['MapIterationAborted', failed],
      ['TaskStateAborted', failed],
      ['MapStateFailed', failed],
      ['ExecutionFailed', failed + 7],
    ]);
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });

  it('of no items gives none', async () => {
    const { outcome } = await run(mapOf({ Type: 'Fail' }), { input: '[]' });
    expect(outcome).toEqual({ status: 'SUCCEEDED', output: '[]' });
  });
});

describe('Parallel', () => {
  const branch = (name: string, state: JsonObject): JsonObject => ({
    StartAt: name,
    States: { [name]: state },
  });

  it('gives the outputs of its branches in their order, and retries as a whole', async () => {
    const clock = new SimulatedClock();
    const tasks = new Tasks(async (_, __, ___, attempt) => {
      if (attempt === 1) throw new TaskFailure('Once');
      return attempt;
    });
    const state = {
      Type: 'Parallel',
      Branches: [branch('A', work), branch('B', { Type: 'Pass', Result: 'b', End: true })],
      Retry: [{ ErrorEquals: ['Once'] }],
      End: true,
    };
    const { outcome } = await run(JSON.stringify({ StartAt: 'P', States: { P: state } }), { clock, tasks });
    expect(outcome).toEqual({ status: 'SUCCEEDED', output: '[2,"b"]' });
  });

  it('ends the whole execution where a branch meets States.Runtime', async () => {
    const wrong = { Type: 'Pass', Parameters: { 'x.$': '$.nope' }, End: true };
    const state = {
      Type: 'Parallel',
      Branches: [branch('A', wrong), branch('B', { Type: 'Wait', Seconds: 99, End: true })],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
      Next: 'Caught',
    };
    const clock = new SimulatedClock();
    const definition = { StartAt: 'P', States: { P: state, Caught: { Type: 'Succeed' } } };
    const { outcome, events } = await run(JSON.stringify(definition), { clock });
    expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(events.at(-1)).toMatchObject({ type: 'ExecutionFailed', previousEventId: 4 });
    expect(clock.sleepers).toBe(0);
  });
});

describe('limits', () => {
  const loop = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } };

  it('a standard execution ends with its 25,000th event', async () => {
    const { outcome, events } = await run(JSON.stringify(loop));
    expect(outcome).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    expect([events.length, events.at(-1)?.type]).toEqual([25_000, 'ExecutionFailed']);
  });

  it('a state gives no more than 256 KiB, counted in UTF-8', async () => {
    const half = 'é'.repeat(131_071);
    const pass = (Result: string): string =>
      JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', Result, End: true } } });
    expect((await run(pass(half))).outcome.status).toBe('SUCCEEDED');
    expect((await run(pass(`${half}é`))).outcome).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
    });
  });
});
