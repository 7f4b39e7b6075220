import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { SFNClient } from '@aws-sdk/client-sfn';
import { describe, expect, it } from '@jest/globals';
import type { StateMachineLogging } from '../../src/compile/blueprint.ts';
import type { Workbench } from '../../src/deploy/workbench.ts';
import { formatProblem, UserError } from '../../src/errors.ts';
import type { Progress } from '../../src/report/reporter.ts';
import { execute } from '../../src/run/execute.ts';
import { judge } from '../../src/run/verdict.ts';
import { json, jsonError, startEndpoint, type Answer } from '../support/endpoint.ts';
import { SimulatedClock } from '../support/simulatedClock.ts';
import { visitsOf } from './support.ts';

const prefix = 'arn:aws:states:us-east-1:123456789012';
const logged: StateMachineLogging = { level: 'ALL', includeExecutionData: true, logGroup: '/g' };

/** What is logged of an execution in which a caught failure is followed by one that is not. */
const log: readonly (readonly [type: string, previous: number, details: object])[] = [
  ['ExecutionStarted', 0, { input: '{}' }],
  ['TaskStateEntered', 0, { name: 'Charge', input: '{}' }],
  ['TaskScheduled', 2, { resourceType: 'lambda', parameters: '{"FunctionName":"f"}' }],
  ['TaskFailed', 3, { error: 'Card.Declined' }],
  ['TaskStateExited', 4, { name: 'Charge', output: '{}' }],
  ['FailStateEntered', 5, { name: 'Reject', input: '{}' }],
  ['ExecutionFailed', 6, { error: 'Rejected', cause: 'too small' }],
];

/** As CloudWatch Logs has them; a name that is another one's beginning is somebody else's. */
function events(name: string, from: number, to: number): object[] {
  const entries = log.slice(from, to).map(([type, previous, details], index) => ({
    id: String(from + index + 1),
    type,
    details,
    previous_event_id: String(previous),
    event_timestamp: String(1_000 * (from + index + 1)),
    execution_arn: `${prefix}:express:m:${name}:x`,
    redrive_count: '0',
  }));
  const others = { ...entries[0], id: '99', execution_arn: `${prefix}:express:m:${name}-2:x` };
  return [...entries, others, 'no JSON'].map((entry) => ({ message: JSON.stringify(entry) }));
}

const limitMs = 3_600_000;

/** Time passes at once, but the limit when it is told to. */
class PatientClock extends SimulatedClock {
  passLimit = (): void => undefined;
  override sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms < limitMs) return super.sleep(ms, signal);
    return new Promise((resolve, reject) => {
      this.passLimit = resolve;
      signal?.addEventListener('abort', () => {
        reject(new Error('over'));
      });
    });
  }
}

interface Script {
  readonly answer?: Readonly<Record<string, unknown>> | 'never' | 'lost';
  /** The log as it is at each look. */
  readonly log?: (look: number, name: string, token: string | undefined) => Answer;
  readonly logging?: StateMachineLogging;
  readonly failOn?: 'any';
  /** Stops the job as soon as the execution is there. */
  readonly cancel?: AbortController;
}

/** Step Functions and CloudWatch Logs as the script has them, and an execution there. */
async function perform(script: Script) {
  const { answer = { status: 'FAILED', error: 'Rejected', cause: 'too small' }, logging = logged } = script;
  const clock = new PatientClock();
  const calls: string[] = [];
  let [look, name] = [0, ''];
  await using endpoint = await startEndpoint((target, text) => {
    const operation = target.split('.').at(-1) ?? '';
    calls.push(operation);
    const body = JSON.parse(text) as Record<string, string>;
    if (operation === 'FilterLogEvents') {
      if (body.nextToken === undefined) look += 1;
      return script.log?.(look, name, body.nextToken) ?? json({ events: events(name, 0, log.length) });
    }
    name = body.name ?? '';
    script.cancel?.abort(new Error('cancelled'));
    if (answer === 'never') {
      if (!script.cancel) clock.passLimit();
      return new Promise(() => undefined);
    }
    if (answer === 'lost') return Promise.reject(new Error('lost'));
    return json({ executionArn: `${prefix}:express:m:${name}:x`, input: '{}', startDate: 1, ...answer });
  });
  const config = {
    endpoint: endpoint.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    maxAttempts: 1,
  };
  const sfnOnce = new SFNClient({ ...config, disableHostPrefix: true });
  const progress: Progress[] = [];
  const bench = {
    aws: { sfnOnce, logs: new CloudWatchLogsClient(config) },
    clock,
    signal: script.cancel?.signal ?? new AbortController().signal,
    report: (one: Progress) => progress.push(one),
  } as unknown as Workbench;
  const run = await execute(bench, {
    stateMachineArn: `${prefix}:stateMachine:m:3`,
    machine: { type: 'EXPRESS', logging },
    input: {},
    timeLimitMs: limitMs,
    ...(script.failOn && { failOn: script.failOn }),
  });
  const warnings = progress.flatMap((one) => (one.kind === 'warning' ? formatProblem(one.problem) : []));
  return { run, calls, warnings, kinds: progress.map(({ kind }) => kind), sleeps: clock.sleeps };
}

describe('an express execution', () => {
  it('has the states of its log', async () => {
    const { run, warnings, kinds, calls } = await perform({});
    expect(visitsOf(run)).toEqual(['Charge caught ×1 Card.Declined', 'Reject failed Rejected']);
    expect(run.states[0]?.attempts).toMatchObject([{ functionName: 'f', startedAt: 3_000, endedAt: 4_000 }]);
    expect(judge(run, new Map())).toMatchObject({
      failure: { state: 'Reject', error: 'Rejected', cause: { message: 'too small' } },
    });
    expect(kinds).toEqual([
      'started',
      'stateEntered',
      'attemptFailed',
      'stateExited',
      'stateEntered',
      'stateExited',
    ]);
    expect({ warnings, calls }).toEqual({ warnings: [], calls: ['StartSyncExecution', 'FilterLogEvents'] });
  });

  it('fails where a failure was caught, when that is asked for', async () => {
    const { run } = await perform({ answer: { status: 'SUCCEEDED', output: '1' }, failOn: 'any' });
    expect(run).toMatchObject({ status: 'FAILED', error: 'Card.Declined', failedVisit: { name: 'Charge' } });
  });

  it('waits for events that come late, over all pages, in any order', async () => {
    const { run, warnings, sleeps } = await perform({
      log: (look, name, token) => {
        if (look < 3) return json({ events: events(name, 4, 4 + look) });
        return token === undefined
          ? json({ events: events(name, 4, 7), nextToken: 'more' })
          : json({ events: events(name, 0, 4) });
      },
    });
    expect({ states: run.states.length, warnings, sleeps }).toEqual({
      states: 2,
      warnings: [],
      sleeps: [500, 500],
    });
  });

  const bare: readonly (readonly [why: string, script: Script, states: number, warning: RegExp])[] = [
    [
      'has the states that have come after half a minute',
      { log: (_, name) => json({ events: events(name, 0, 4) }) },
      1,
      /^the log \/g does not have the whole execution yet/,
    ],
    [
      'has no states when its log cannot be read',
      { log: () => jsonError('AccessDeniedException', 'not you') },
      0,
      /^the states of the execution are not known, its log cannot be read: not you\. Allow logs:FilterLogEvents on \/g/,
    ],
    [
      'has no states when errors alone are logged',
      { logging: { ...logged, level: 'ERROR' } },
      0,
      /^the states of an express execution are in its log alone\. Set logging: \{ level: ALL \}/,
    ],
  ];
  it.each(bare)('%s, and its verdict', async (_, script, states, warning) => {
    const { run, warnings } = await perform(script);
    expect(run.states).toHaveLength(states);
    expect(run).toMatchObject({ status: 'FAILED', error: 'Rejected', cause: 'too small' });
    expect(warnings).toEqual([expect.stringMatching(warning)]);
  });

  it('is waited for no longer than the limit', async () => {
    const { run, warnings } = await perform({
      answer: 'never',
      log: (_, name) => json({ events: events(name, 0, 3) }),
    });
    expect(run).toMatchObject({ status: 'TIMED_OUT', error: 'TimeLimit' });
    expect(run.cause).toMatch(/limit of 3600 s \(an express execution cannot be stopped/);
    expect(judge(run, new Map())).toMatchObject({ failure: { state: 'Charge' } });
    expect(warnings).toEqual([]);
  });

  it('is waited for no longer when the job is cancelled', async () => {
    await expect(perform({ answer: 'never', cancel: new AbortController() })).rejects.toThrow('cancelled');
  });

  it('is not started again when its answer is lost', async () => {
    const thrown: unknown = await perform({ answer: 'lost' }).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(UserError);
    expect(String(thrown)).toMatch(
      /StartSyncExecution gets no answer: .*sync-states\.REGION\.amazonaws\.com/,
    );
  });
});
