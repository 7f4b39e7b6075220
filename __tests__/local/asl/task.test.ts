import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../src/json.ts';
import { InvalidTask, TaskFailure } from '../../../src/local/asl/index.ts';
import type { TaskFacts } from '../../../src/local/asl/index.ts';
import { run } from './harness.ts';
import { SimulatedClock } from './simulated-clock.ts';
import { forever, Tasks } from './tasks.ts';

const lambda = 'arn:aws:lambda:us-east-1:111111111111:function:work';
const activity = 'arn:aws:states:us-east-1:111111111111:activity:work';
const invoke = 'arn:aws:states:::lambda:invoke';
const callback = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';

async function perform(Resource: string, tasks: Tasks, fields: JsonObject = {}) {
  const clock = new SimulatedClock();
  const states = { Work: { Type: 'Task', Resource, ...fields, End: true } };
  const recorded = await run(JSON.stringify({ StartAt: 'Work', States: states }), {
    clock,
    tasks,
    input: '{"a":1}',
  });
  const types = recorded.events.map(({ type }) => type ?? '');
  return { ...recorded, types: types.slice(2), pending: clock.sleepers, tasks };
}

describe('Task', () => {
  it.each([
    ['a function', lambda, ['LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionSucceeded']],
    ['an activity', activity, ['ActivityScheduled', 'ActivityStarted', 'ActivitySucceeded']],
    ['a service', invoke, ['TaskScheduled', 'TaskStarted', 'TaskSucceeded']],
  ])('%s has events of its own', async (_, resource, events) => {
    const { types, outcome } = await perform(resource, new Tasks(async ({ arguments: args }) => args));
    expect(types).toEqual([...events, 'TaskStateExited', 'ExecutionSucceeded']);
    expect(outcome).toEqual({ status: 'SUCCEEDED', output: '{"a":1}' });
  });

  it('has a new token for each attempt of a callback, which its parameters see', async () => {
    const tasks = new Tasks(async (_, facts, __, attempt) => {
      facts.submitted({ MessageId: '1' });
      if (attempt === 1) throw new TaskFailure('Again');
      return 'answer';
    });
    const fields = { Parameters: { 'token.$': '$$.Task.Token' }, Retry: [{ ErrorEquals: ['Again'] }] };
    const { types, outcome } = await perform(callback, tasks, fields);
    expect(tasks.calls.map((call) => [call.token, call.arguments])).toEqual([
      ['token-1', { token: 'token-1' }],
      ['token-2', { token: 'token-2' }],
    ]);
    expect(types.slice(0, 4)).toEqual(['TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskFailed']);
    expect(outcome).toEqual({ status: 'SUCCEEDED', output: '"answer"' });
  });

  it.each([
    ['start', 'TaskStartFailed'],
    ['submit', 'TaskSubmitFailed'],
    ['run', 'TaskFailed'],
  ] as const)('a failure to %s is told by %s', async (stage, type) => {
    const tasks = new Tasks(() => Promise.reject(new TaskFailure('E', 'c', stage)));
    expect((await perform(invoke, tasks)).types[2]).toBe(type);
  });

  it('fails the execution where the call cannot be made', async () => {
    const tasks = new Tasks(() => Promise.reject(new InvalidTask('The activity is not there.')));
    const { outcome } = await perform(activity, tasks);
    expect(outcome).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'Work' (entered at the event id #2). The activity is not there.",
    });
  });

  it('refuses a result of more than 256 KiB', async () => {
    const { outcome } = await perform(lambda, new Tasks(async () => 'x'.repeat(262_143)));
    expect(outcome).toEqual({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
      cause: `The state/task '${lambda}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    });
  });

  it('rejects for what is no failure of the work', async () => {
    await expect(perform(invoke, new Tasks(() => Promise.reject(new TypeError('a bug'))))).rejects.toThrow(
      'a bug',
    );
  });
});

describe('TimeoutSeconds and HeartbeatSeconds', () => {
  const silent = (): Tasks => new Tasks((_, __, signal) => forever(signal));

  it.each([
    ['a function', lambda, 'LambdaFunctionTimedOut'],
    ['an activity', activity, 'ActivityTimedOut'],
    ['a service', invoke, 'TaskTimedOut'],
  ])('%s that takes too long', async (_, resource, type) => {
    const { types, outcome, pending } = await perform(resource, silent(), { TimeoutSeconds: 5 });
    expect(types[2]).toBe(type);
    expect(outcome).toEqual({ status: 'FAILED', error: 'States.Timeout' });
    expect(pending).toBe(0);
  });

  it('from a path, and told when scheduled', async () => {
    const { events } = await perform(invoke, silent(), { TimeoutSecondsPath: '$.a' });
    expect(events[2]?.taskScheduledEventDetails?.timeoutInSeconds).toBe(1);
  });

  it('heartbeats keep a task alive, silence ends it', async () => {
    const clock = new SimulatedClock();
    const start = clock.now();
    const beat = async (facts: TaskFacts): Promise<void> => {
      for (let i = 0; i < 3; i++) {
        await clock.sleep(8_000);
        facts.heartbeat();
      }
    };
    const tasks = new Tasks(async (_, facts, signal) => {
      await beat(facts);
      return forever(signal);
    });
    const state = { Type: 'Task', Resource: activity, TimeoutSeconds: 600, HeartbeatSeconds: 10, End: true };
    const { outcome } = await run(JSON.stringify({ StartAt: 'W', States: { W: state } }), { clock, tasks });
    expect(outcome).toEqual({ status: 'FAILED', error: 'States.Timeout' });
    expect(clock.now() - start).toBe(34_000);
    expect(clock.sleepers).toBe(0);
  });

  it('what is told of work that has been given up is not heard', async () => {
    const clock = new SimulatedClock();
    const late = new Tasks(async (_, facts) => {
      await clock.sleep(9000);
      facts.submitted({});
      facts.heartbeat();
      return 'too late';
    });
    const work = {
      Type: 'Task',
      Resource: callback,
      TimeoutSeconds: 5,
      Next: 'Long',
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Long' }],
    };
    const states = { Work: work, Long: { Type: 'Wait', Seconds: 20, End: true } };
    const { events } = await run(JSON.stringify({ StartAt: 'Work', States: states }), { clock, tasks: late });
    expect(events.map(({ type }) => type)).not.toContain('TaskSubmitted');
    expect(clock.sleepers).toBe(0);
  });

  it('States.TaskFailed does not match a timeout, States.Timeout does', async () => {
    const Catch = [
      { ErrorEquals: ['States.TaskFailed'], Next: 'Wrong' },
      { ErrorEquals: ['States.Timeout'], Next: 'Right' },
    ];
    const states = {
      Work: { Type: 'Task', Resource: invoke, TimeoutSeconds: 1, Catch, End: true },
      Wrong: { Type: 'Fail' },
      Right: { Type: 'Succeed' },
    };
    const clock = new SimulatedClock();
    const { outcome } = await run(JSON.stringify({ StartAt: 'Work', States: states }), {
      clock,
      tasks: silent(),
    });
    expect(outcome).toEqual({ status: 'SUCCEEDED', output: '{"Error":"States.Timeout","Cause":""}' });
  });
});
