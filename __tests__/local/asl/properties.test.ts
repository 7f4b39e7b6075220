import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { JsonObject } from '../../../src/json.ts';
import { checkDefinition, StopRequest, TaskFailure } from '../../../src/local/asl/index.ts';
import { run } from './harness.ts';
import { SimulatedClock } from './simulated-clock.ts';
import { forever, Tasks } from './tasks.ts';

const unhandled: unknown[] = [];
const keep = (reason: unknown): void => {
  unhandled.push(reason);
};
beforeAll(() => {
  process.on('unhandledRejection', keep);
});
afterAll(() => {
  process.off('unhandledRejection', keep);
  expect(unhandled).toEqual([]);
});

/** How a task behaves; its Resource names it. */
const behaviours = ['answers', 'fails', 'hangs', 'dawdles'];
const resource = (behaviour: string): string => `arn:aws:states:::test:${behaviour}`;

const recovery = fc.record(
  {
    Retry: fc.constant([{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }]),
    Catch: fc.constant([{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Last' }]),
  },
  { requiredKeys: [] },
);

const wait = fc.integer({ min: 0, max: 60 }).map((Seconds): JsonObject => ({ Type: 'Wait', Seconds }));

const task = fc
  .tuple(fc.constantFrom(...behaviours), fc.integer({ min: 1, max: 30 }), recovery)
  .map(([behaviour, TimeoutSeconds, more]): JsonObject => ({
    ...{ Type: 'Task', Resource: resource(behaviour), TimeoutSeconds },
    ...more,
  }));

function parallelOf([Branches, more]: [JsonObject[], JsonObject]): JsonObject {
  return { Type: 'Parallel', Branches, ResultPath: '$.r', ...more };
}

function mapOf([ItemProcessor, MaxConcurrency, more]: [JsonObject, number, JsonObject]): JsonObject {
  const items = { ItemsPath: '$.list', ItemSelector: { 'list.$': '$.list' }, ResultPath: '$.r' };
  return { Type: 'Map', ...items, ItemProcessor, MaxConcurrency, ...more };
}

/** States that lead to `Last`; nested ones are sequences of their own. */
const { state } = fc.letrec<{ state: JsonObject; sequence: JsonObject }>((tie) => ({
  sequence: fc.array(tie('state'), { minLength: 1, maxLength: 3 }).map(sequenceOf),
  state: fc.oneof(
    { maxDepth: 3 },
    { weight: 5, arbitrary: fc.constant({ Type: 'Pass' }) },
    { weight: 1, arbitrary: fc.constant({ Type: 'Pass', Parameters: { 'x.$': '$.nope' } }) },
    { weight: 5, arbitrary: wait },
    { weight: 8, arbitrary: task },
    {
      weight: 5,
      arbitrary: fc
        .tuple(fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }), recovery)
        .map(parallelOf),
    },
    { weight: 5, arbitrary: fc.tuple(tie('sequence'), fc.integer({ min: 0, max: 3 }), recovery).map(mapOf) },
  ),
}));

let names = 0;

/** State names are unique over the whole definition. */
function sequenceOf(states: readonly JsonObject[]): JsonObject {
  const prefix = `N${names++}`;
  const last = `${prefix}-last`;
  const name = (index: number): string => (index < states.length ? `${prefix}-${index}` : last);
  const entries = states.map((body, index) => {
    const text = JSON.stringify(body).replaceAll('"Next":"Last"', `"Next":"${last}"`);
    return [name(index), { ...(JSON.parse(text) as JsonObject), Next: name(index + 1) }] as const;
  });
  return {
    StartAt: name(0),
    States: { ...Object.fromEntries(entries), [last]: { Type: 'Pass', Result: { list: [1, 2] }, End: true } },
  };
}

function tasksOn(clock: SimulatedClock): Tasks {
  return new Tasks(async ({ resource: called }, _, signal) => {
    const behaviour = called.kind === 'service' ? called.action : '';
    if (behaviour === 'hangs') return forever(signal);
    if (behaviour === 'dawdles') await clock.sleep(10_000, signal);
    if (behaviour === 'fails') throw new TaskFailure('Failed', 'as asked');
    return { list: [1, 2, 3] };
  });
}

const definitions = fc.array(state, { minLength: 1, maxLength: 4 }).map(sequenceOf);

describe('any definition', () => {
  it('that passes the checks ends, with a history that is sound and no timer left', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (definition) => {
        const text = JSON.stringify(definition);
        expect(checkDefinition(text, 'STANDARD')).toEqual([]);
        const clock = new SimulatedClock();
        const { outcome, events } = await run(text, {
          clock,
          tasks: tasksOn(clock),
          input: '{"list":[1,2]}',
        });
        expect(['SUCCEEDED', 'FAILED']).toContain(outcome.status);
        expect(clock.sleepers).toBe(0);
        expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
        expect(events.every(({ id, previousEventId }) => previousEventId < id)).toBe(true);
        expect(events.filter(({ type }) => type?.startsWith('Execution'))).toHaveLength(2);
      }),
      { numRuns: 200 },
    );
  });

  it('can be stopped at any moment', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, fc.integer({ min: 0, max: 40_000 }), async (definition, ms) => {
        const clock = new SimulatedClock();
        const stop = new AbortController();
        const setting = { clock, tasks: tasksOn(clock), stop: stop.signal, input: '{"list":[1,2]}' };
        const running = run(JSON.stringify(definition), setting);
        await clock.sleep(ms);
        stop.abort(new StopRequest('Stopped'));
        const { outcome, events } = await running;
        expect(outcome.status === 'ABORTED').toBe(events.at(-1)?.type === 'ExecutionAborted');
        expect(clock.sleepers).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it('however it is spoilt, is refused or runs', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, fc.nat(), fc.nat(), async (definition, from, length) => {
        const text = JSON.stringify(definition);
        const spoilt = text.slice(0, from % text.length) + text.slice((from % text.length) + (length % 20));
        if (checkDefinition(spoilt, 'STANDARD').length > 0) return;
        const clock = new SimulatedClock();
        await run(spoilt, { clock, tasks: tasksOn(clock), input: '{"list":[1,2]}' });
      }),
      { numRuns: 300 },
    );
  });
});

describe('a task that ends when its time does', () => {
  it.each([4000, 4999, 5000, 5001])('after %d ms of 5 s either way ends once', async (ms) => {
    const clock = new SimulatedClock();
    const tasks = new Tasks(async (_, __, signal) => {
      await clock.sleep(ms, signal);
      return 'done';
    });
    const work = {
      Type: 'Task',
      Resource: resource('answers'),
      TimeoutSeconds: 5,
      HeartbeatSeconds: 5,
      End: true,
    };
    const { outcome, events } = await run(JSON.stringify({ StartAt: 'W', States: { W: work } }), {
      clock,
      tasks,
    });
    const ends = events.filter(({ type }) => type === 'TaskSucceeded' || type === 'TaskTimedOut');
    expect(ends).toHaveLength(1);
    if (ms !== 5000) expect(outcome.status).toBe(ms < 5000 ? 'SUCCEEDED' : 'FAILED');
    expect(clock.sleepers).toBe(0);
  });
});
