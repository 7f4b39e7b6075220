import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../src/json.ts';
import { StopRequest } from '../../../src/local/asl/index.ts';
import { run } from './harness.ts';
import type { Setting } from './harness.ts';
import { SimulatedClock } from './simulated-clock.ts';
import { forever, Tasks } from './tasks.ts';

const waiting = { Type: 'Wait', Seconds: 1000, End: true };
const working = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const one = (state: JsonObject): JsonObject => ({ StartAt: 'S', States: { S: state } });
const inBranch = (name: string, state: JsonObject): JsonObject => ({
  StartAt: name,
  States: { [name]: state },
});

/** Runs until `seconds` have passed, then stops the execution. */
async function stopped(definition: JsonObject, seconds: number, setting: Setting = {}) {
  const clock = new SimulatedClock();
  const stop = new AbortController();
  const aborts: unknown[] = [];
  const tasks = new Tasks((_, __, signal) => {
    signal.addEventListener('abort', () => aborts.push(signal.reason));
    return forever(signal);
  });
  const running = run(JSON.stringify(definition), { clock, tasks, stop: stop.signal, ...setting });
  await clock.sleep(seconds * 1000);
  stop.abort(new StopRequest('Enough', 'because'));
  const { outcome, events } = await running;
  const told = events.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type ?? ''}`);
  return { outcome, told, aborts, pending: clock.sleepers };
}

const aborted = { status: 'ABORTED', error: 'Enough', cause: 'because' };

describe('stopping an execution', () => {
  it.each<[string, JsonObject, readonly string[]]>([
    ['that waits', one(waiting), ['3<2 WaitStateAborted', '4<3 ExecutionAborted']],
    ['that works', one(working), ['5<4 TaskStateAborted', '6<5 ExecutionAborted']],
    [
      'in branches',
      one({ Type: 'Parallel', Branches: [inBranch('A', waiting), inBranch('B', waiting)], End: true }),
      ['6<3 WaitStateAborted', '7<6 WaitStateAborted', '8<7 ParallelStateAborted', '9<8 ExecutionAborted'],
    ],
  ])('%s', async (_, definition, events) => {
    const { outcome, told, pending } = await stopped(definition, 10);
    expect(outcome).toEqual(aborted);
    expect(told.slice(-events.length)).toEqual(events);
    expect(pending).toBe(0);
  });

  it('gives the work a signal that carries the request', async () => {
    const { aborts } = await stopped(one(working), 1);
    expect(aborts).toEqual([new StopRequest('Enough', 'because')]);
  });

  it('that has not begun', async () => {
    const stop = AbortSignal.abort(new StopRequest());
    const { outcome } = await run(JSON.stringify(one({ Type: 'Pass', End: true })), { stop });
    expect(outcome).toEqual({ status: 'ABORTED' });
  });

  it('ends one that never waits', async () => {
    const loop = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } };
    const stop = new AbortController();
    const running = run(JSON.stringify(loop), { type: 'EXPRESS', stop: stop.signal });
    setImmediate(() => {
      stop.abort(new StopRequest());
    });
    expect((await running).outcome).toEqual({ status: 'ABORTED' });
  });

  it('does nothing to one that has ended', async () => {
    const stop = new AbortController();
    const { outcome, events } = await run(JSON.stringify(one({ Type: 'Pass', End: true })), {
      stop: stop.signal,
    });
    stop.abort(new StopRequest());
    expect([outcome.status, events.length]).toEqual(['SUCCEEDED', 4]);
  });
});

describe('the time limit of an execution', () => {
  it('is TimeoutSeconds', async () => {
    const clock = new SimulatedClock();
    const start = clock.now();
    const { outcome, events } = await run(JSON.stringify({ TimeoutSeconds: 7, ...one(waiting) }), { clock });
    expect(outcome).toEqual({ status: 'TIMED_OUT', error: 'States.Timeout' });
    expect(events.at(-1)?.type).toBe('ExecutionTimedOut');
    expect([clock.now() - start, clock.sleepers]).toEqual([7000, 0]);
  });

  it('is five minutes for express executions, whatever they ask for', async () => {
    const clock = new SimulatedClock();
    const start = clock.now();
    await run(JSON.stringify({ TimeoutSeconds: 900, ...one(waiting) }), { clock, type: 'EXPRESS' });
    expect(clock.now() - start).toBe(300_000);
  });

  it('leaves no timer behind an execution that ends in time', async () => {
    const clock = new SimulatedClock();
    await run(JSON.stringify({ TimeoutSeconds: 7, ...one({ Type: 'Pass', End: true }) }), { clock });
    expect(clock.sleepers).toBe(0);
  });
});
