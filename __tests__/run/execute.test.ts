import { SFNClient, type HistoryEvent } from '@aws-sdk/client-sfn';
import { describe, expect, it } from '@jest/globals';
import type { Workbench } from '../../src/deploy/workbench.ts';
import type { Progress } from '../../src/report/reporter.ts';
import { execute } from '../../src/run/execute.ts';
import { judge } from '../../src/run/verdict.ts';
import { json, jsonError, startEndpoint, type Answer, type Endpoint } from '../support/endpoint.ts';
import { SimulatedClock } from '../support/simulatedClock.ts';
import { failed, history, left, named, type Line } from './support.ts';

const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:m:e';

/** Events as they go over the wire, and how many of them there are at each look. */
interface Script {
  readonly events: readonly HistoryEvent[];
  readonly visible: (look: number) => number;
  /** Instead of a history. */
  readonly refusal?: Answer;
}

interface Stage {
  readonly endpoint: Endpoint;
  readonly calls: { readonly operation: string; readonly body: Record<string, unknown> }[];
}

/** Step Functions with one execution that goes on as the script says. */
async function stage({ events, visible, refusal }: Script): Promise<Stage> {
  const calls: Stage['calls'] = [];
  let look = 0;
  const answers: Readonly<Record<string, (body: Record<string, unknown>) => Answer>> = {
    StartExecution: () => json({ executionArn, startDate: 1 }),
    StopExecution: () => json({ stopDate: 1 }),
    GetExecutionHistory: ({ maxResults, nextToken }) => {
      if (refusal) return refusal;
      if (nextToken === undefined) look += 1;
      const newest = typeof nextToken === 'string' ? Number(nextToken) : visible(look);
      const oldest = Math.max(0, newest - Number(maxResults));
      const page = events.slice(oldest, newest).reverse();
      return json({ events: page.map(onWire), ...(oldest > 0 && { nextToken: String(oldest) }) });
    },
  };
  const endpoint = await startEndpoint((target, text) => {
    const operation = target.replace('AWSStepFunctions.', '');
    const body = JSON.parse(text) as Record<string, unknown>;
    calls.push({ operation, body });
    return answers[operation]?.(body) ?? jsonError('UnknownOperationException', operation);
  });
  return { endpoint, calls };
}

const onWire = ({ timestamp, ...event }: HistoryEvent) => ({
  ...event,
  timestamp: Number(timestamp) / 1_000,
});

function benchAt({ url }: Endpoint, signal = new AbortController().signal) {
  const clock = new SimulatedClock();
  const progress: Progress[] = [];
  const sfn = new SFNClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    maxAttempts: 1,
  });
  const bench = { aws: { sfn }, clock, signal, report: (one: Progress) => progress.push(one) };
  return { bench: bench as unknown as Workbench, clock, progress };
}

const loop = (rounds: number): HistoryEvent[] =>
  history(
    ['ExecutionStarted', 0, { input: '{}' }],
    ...Array.from({ length: rounds }, (_, round): Line[] => [
      ['PassStateEntered', 2 * round + (round === 0 ? 0 : 1), named('P')],
      ['PassStateExited', 2 * round + 2, left('P')],
    ]).flat(),
    ['ExecutionSucceeded', 2 * rounds + 1, { output: '{"ok":true}' }],
  );

const machine = { type: 'STANDARD', logging: { level: 'OFF', includeExecutionData: false } } as const;
const order = { stateMachineArn: 'arn:m:1', machine, input: { a: 1 }, timeLimitMs: 60_000 };

describe('an execution', () => {
  it('is started with its input and told of at once', async () => {
    const { endpoint, calls } = await stage({ events: loop(1), visible: () => 4 });
    await using _ = endpoint;
    const { bench, progress } = benchAt(endpoint);
    const started: string[] = [];
    const run = await execute(bench, { ...order, onStarted: (arn) => started.push(arn) });
    expect(calls[0]).toEqual({
      operation: 'StartExecution',
      body: { stateMachineArn: 'arn:m:1', input: '{"a":1}', name: expect.any(String) },
    });
    expect(started).toEqual([executionArn]);
    expect(progress.map(({ kind }) => kind)).toEqual(['started', 'stateEntered', 'stateExited']);
    expect(run).toMatchObject({ status: 'SUCCEEDED', executionArn, output: { ok: true } });
  });

  it('is followed over all pages, each event told once and in order', async () => {
    const events = loop(1_500);
    const { endpoint, calls } = await stage({
      events,
      visible: (look) => (look === 1 ? 2_500 : events.length),
    });
    await using _ = endpoint;
    const { bench, progress } = benchAt(endpoint);
    const run = await execute(bench, order);
    expect(run.states).toHaveLength(1_500);
    expect(progress.filter(({ kind }) => kind === 'stateExited')).toHaveLength(1_500);
    // Three pages at first, then those of the newest events down to what is known already.
    expect(calls.filter(({ operation }) => operation === 'GetExecutionHistory')).toHaveLength(3 + 6);
  });

  it('is looked at more seldom while nothing happens', async () => {
    const { endpoint } = await stage({ events: loop(1), visible: (look) => (look < 450 ? 2 : 4) });
    await using _ = endpoint;
    const { bench, clock } = benchAt(endpoint);
    await execute(bench, { ...order, timeLimitMs: 3_600_000 });
    const [first, ...later] = clock.sleeps;
    expect(first).toBe(100);
    expect(later).toEqual([...later].sort((a, b) => a - b));
    expect(later.at(-1)).toBe(2_000);
  });

  it('is stopped at our own time limit, and has failed', async () => {
    const { endpoint, calls } = await stage({ events: loop(1), visible: () => 2 });
    await using _ = endpoint;
    const { bench, clock } = benchAt(endpoint);
    const run = await execute(bench, { ...order, timeLimitMs: 5_000 });
    expect(clock.now()).toBe(5_000);
    expect(calls.at(-1)).toEqual({
      operation: 'StopExecution',
      body: { executionArn, error: 'TimeLimit', cause: 'not done within the time limit of 5 s' },
    });
    expect(run).toMatchObject({ status: 'TIMED_OUT', stoppedAt: 5_000 });
    expect(judge(run, new Map())).toMatchObject({
      passed: false,
      failure: { status: 'TIMED_OUT', state: 'P', error: 'TimeLimit' },
    });
  });

  it.each([
    { failOn: 'any' as const, why: 'stopped at a failure that would be caught', status: 'FAILED', stops: 1 },
    {
      failOn: 'uncaught' as const,
      why: 'left alone when its failure is caught',
      status: 'SUCCEEDED',
      stops: 0,
    },
  ])('is $why, with fail-on $failOn', async ({ failOn, status, stops }) => {
    const events = history(
      ['ExecutionStarted', 0, { input: '{}' }],
      ['TaskStateEntered', 0, named('T')],
      ['TaskScheduled', 2],
      ['TaskFailed', 3, failed('Busy')],
      ['TaskScheduled', 4],
      ['TaskFailed', 5, failed('Declined')],
      ['TaskStateExited', 6, left('T')],
      ['PassStateEntered', 7, named('After')],
      ['PassStateExited', 8, left('After')],
      ['ExecutionSucceeded', 9, { output: '1' }],
    );
    const { endpoint, calls } = await stage({ events, visible: () => events.length });
    await using _ = endpoint;
    const { bench } = benchAt(endpoint);
    const run = await execute(bench, { ...order, failOn });
    expect(run.status).toBe(status);
    expect(calls.filter(({ operation }) => operation === 'StopExecution')).toHaveLength(stops);
    if (failOn === 'uncaught') return;
    expect(judge(run, new Map())).toMatchObject({
      passed: false,
      failure: { state: 'T', error: 'Declined', cause: { message: 'why Declined' }, attempts: 2 },
    });
    expect(run.states.map(({ name }) => name)).toEqual(['T']);
  });

  it('is stopped when the job is cancelled, and the reason thrown', async () => {
    const controller = new AbortController();
    const { endpoint, calls } = await stage({
      events: loop(1),
      visible: () => {
        controller.abort(new Error('interrupted'));
        return 2;
      },
    });
    await using _ = endpoint;
    const { bench } = benchAt(endpoint, controller.signal);
    await expect(execute(bench, order)).rejects.toThrow('interrupted');
    expect(calls.at(-1)).toMatchObject({ operation: 'StopExecution', body: { error: 'Interrupted' } });
  });

  it('is stopped when its history cannot be read, and that is thrown', async () => {
    const refusal = jsonError(
      'AccessDeniedException',
      'not authorized to perform: states:GetExecutionHistory',
    );
    const { endpoint, calls } = await stage({ events: [], visible: () => 0, refusal });
    await using _ = endpoint;
    const { bench } = benchAt(endpoint);
    await expect(execute(bench, order)).rejects.toThrow('states:GetExecutionHistory');
    expect(calls.at(-1)).toMatchObject({ operation: 'StopExecution', body: { error: 'Unwatched' } });
  });

  it('that failed is not stopped any more', async () => {
    const events = history(
      ['ExecutionStarted', 0, { input: '{}' }],
      ['FailStateEntered', 0, named('Stop')],
      ['ExecutionFailed', 2, failed('E')],
    );
    const { endpoint, calls } = await stage({ events, visible: () => 3 });
    await using _ = endpoint;
    const run = await execute(benchAt(endpoint).bench, order);
    expect(run).toMatchObject({ status: 'FAILED', error: 'E', cause: 'why E' });
    expect(calls.map(({ operation }) => operation)).toEqual(['StartExecution', 'GetExecutionHistory']);
  });
});
