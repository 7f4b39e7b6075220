/** Executions on the simulated clock: what they wait for is skipped, what is real is not overtaken. */
import { describe, expect, it } from '@jest/globals';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateActivityCommand,
  GetActivityTaskCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { createFunction } from '../lambda/support.ts';
import { account, document, trustOf } from '../support.ts';
import { asl, createMachine, ended, home, runMachine, startStates, type Run } from './support.ts';

const day = 86_400;
const fast = { fastWaits: true };
const activityArn = `${home}:activity:approve`;

function wait(seconds: number, rest: object = { End: true }): object {
  return { Type: 'Wait', Seconds: seconds, ...rest };
}

/** Seconds from the first to the last event. */
function lasted({ events }: Run): number {
  return (events.at(-1)!.timestamp!.getTime() - events[0]!.timestamp!.getTime()) / 1000;
}

/** Types of events with the name of their state, where they have one. */
function told({ events }: Run): string[] {
  return events.map(({ type, stateEnteredEventDetails: entered, stateExitedEventDetails: exited }) =>
    [type, entered?.name ?? exited?.name].filter(Boolean).join(' '),
  );
}

describe('executions with --fast-waits', () => {
  it('last as long as they wait, by every date that is told of them', async () => {
    const clients = await startStates([], fast);
    const at = new Date(Date.now() + 5 * day * 1000).toISOString();
    const definition = asl({ A: wait(day, { Next: 'B' }), B: { Type: 'Wait', Timestamp: at, End: true } });
    const run = await runMachine(clients, await createMachine(clients, definition));
    expect(run.described.status).toBe('SUCCEEDED');
    const dated = (run.described.stopDate!.getTime() - run.described.startDate!.getTime()) / 1000;
    for (const seconds of [lasted(run), dated]) {
      expect(seconds).toBeGreaterThan(5 * day - 60);
      expect(seconds).toBeLessThan(5 * day + 60);
    }
  });

  it('tell the time that they live in to JSONata', async () => {
    const clients = await startStates([], fast);
    const Output =
      "{% { 'here': $millis(), 'now': $now(), 'elsewhere': $map([1], function() { $millis() }) } %}";
    const definition = asl(
      { Wait: wait(day, { Next: 'Tell' }), Tell: { Type: 'Pass', Output, End: true } },
      { QueryLanguage: 'JSONata' },
    );
    const { described } = await runMachine(clients, await createMachine(clients, definition));
    const output = JSON.parse(described.output!) as { here: number; now: string; elsewhere: number };
    const began = described.startDate!.getTime();
    for (const time of [output.here, output.elsewhere, Date.parse(output.now)])
      expect((time - began) / 1000).toBeGreaterThanOrEqual(day);
  });

  it('keep the order of what happens in branches', async () => {
    const clients = await startStates([], fast);
    const branch = (name: string, ...seconds: number[]): object => ({
      StartAt: `${name}0`,
      States: Object.fromEntries(
        seconds.map((s, i) => [
          `${name}${i}`,
          wait(s, i + 1 < seconds.length ? { Next: `${name}${i + 1}` } : { End: true }),
        ]),
      ),
    });
    const Branches = [branch('A', 60, 60, 60), branch('B', 90), branch('C', 150)];
    const definition = asl({ All: { Type: 'Parallel', Branches, End: true } });
    const run = await runMachine(clients, await createMachine(clients, definition));
    expect(told(run).filter((line) => line.startsWith('WaitStateExited'))).toEqual(
      ['A0', 'B0', 'A1', 'C0', 'A2'].map((name) => `WaitStateExited ${name}`),
    );
  });

  it('run out of time: a machine, and a state whose work only waits', async () => {
    const clients = await startStates([{ Action: '*', Resource: '*' }], fast);
    const inner = await createMachine(clients, asl({ Wait: wait(7 * day) }), { name: 'inner' });
    const outer = asl({
      Call: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: inner },
        TimeoutSeconds: day,
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Wait' }],
        End: true,
      },
      Wait: wait(3 * day),
    });
    const limited = { ...(JSON.parse(outer) as object), TimeoutSeconds: 2 * day };
    const run = await runMachine(clients, await createMachine(clients, JSON.stringify(limited)));
    expect(run.described.status).toBe('TIMED_OUT');
    expect(told(run)).toContain('TaskTimedOut');
    expect(Math.round(lasted(run) / day)).toBe(2);
  });

  it('wait between retries, and not for a function that works', async () => {
    const logs = { Action: 'logs:*', Resource: '*' };
    const may = { Action: 'lambda:InvokeFunction', Resource: '*' };
    const clients = await startStates([may], fast);
    const functions = { RoleName: 'functions', AssumeRolePolicyDocument: trustOf() };
    await clients.iam.send(new CreateRoleCommand(functions));
    const mayLog = {
      RoleName: 'functions',
      PolicyName: 'p',
      PolicyDocument: document({ ...logs, Effect: 'Allow' }),
    };
    await clients.iam.send(new PutRolePolicyCommand(mayLog));
    const handler = `export const handler = async (event) => {
      console.log('working');
      await new Promise((resolve) => setTimeout(resolve, 150));
      if (event.fails) throw new Error('again');
    };`;
    await createFunction(clients, {
      files: { 'index.mjs': handler },
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
    });
    const call = {
      Type: 'Task',
      Resource: `arn:aws:lambda:us-east-1:${account}:function:fn`,
      Parameters: { fails: false },
      End: true,
    };
    const Retry = [{ ErrorEquals: ['Error'], IntervalSeconds: 3600, MaxAttempts: 1 }];
    const Branches = [
      { StartAt: 'Works', States: { Works: { ...call, TimeoutSeconds: 300 } } },
      { StartAt: 'Waits', States: { Waits: wait(60) } },
    ];
    const definition = asl({
      Beside: { Type: 'Parallel', Branches, Next: 'Fails' },
      Fails: { ...call, Parameters: { fails: true }, Retry },
    });
    const run = await runMachine(clients, await createMachine(clients, definition));
    expect(run.described).toMatchObject({ status: 'FAILED', error: 'Error' });
    const lines = told(run);
    expect(lines.indexOf('TaskStateExited Works')).toBeLessThan(lines.indexOf('WaitStateExited Waits'));
    expect(lasted(run)).toBeGreaterThanOrEqual(61 * 60);
    expect(lasted(run)).toBeLessThan(75 * 60);
    const request = {
      logGroupName: '/aws/lambda/fn',
      startTime: run.events[0]!.timestamp!.getTime() + 3_000_000,
    };
    const { events = [] } = await clients.logs.send(new FilterLogEventsCommand(request));
    expect(events.filter(({ message }) => message?.includes('working'))).toHaveLength(1);
  });

  it('wait for an answer from outside as long as it takes, and for its own limits then', async () => {
    const clients = await startStates([], fast);
    await clients.sfn.send(new CreateActivityCommand({ name: 'approve' }));
    const approve = { Type: 'Task', Resource: activityArn, HeartbeatSeconds: 3600, End: true };
    const Branches = [
      { StartAt: 'Approve', States: { Approve: approve } },
      { StartAt: 'Remind', States: { Remind: wait(day) } },
    ];
    const definition = asl({ All: { Type: 'Parallel', Branches, End: true } });
    const stateMachineArn = await createMachine(clients, definition);
    const { executionArn } = await clients.sfn.send(new StartExecutionCommand({ stateMachineArn }));
    const { taskToken } = await clients.sfn.send(new GetActivityTaskCommand({ activityArn }));
    await clients.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    const run = await ended(clients.sfn, executionArn!);
    const lines = told(run);
    expect(run.described.status).toBe('SUCCEEDED');
    expect(lines.indexOf('TaskStateExited Approve')).toBeLessThan(lines.indexOf('WaitStateExited Remind'));
  });

  it.each([
    ['TimeoutSeconds', 30],
    ['HeartbeatSeconds', 7],
  ])('lose patience after %s where nobody outside could answer', async (field, days) => {
    const clients = await startStates([{ Action: 'sqs:*', Resource: '*' }], { ...fast, outsiders: false });
    await clients.sfn.send(new CreateActivityCommand({ name: 'approve' }));
    const definition = asl({
      Approve: { Type: 'Task', Resource: activityArn, [field]: days * day, End: true },
    });
    const pending = runMachine(clients, await createMachine(clients, definition));
    // Heartbeats count from when a worker has the task.
    if (field === 'HeartbeatSeconds') await clients.sfn.send(new GetActivityTaskCommand({ activityArn }));
    const run = await pending;
    expect(run.described).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(Math.round(lasted(run) / day)).toBe(days);
  });

  it('pass a thousand waits, each in its own time', async () => {
    const clients = await startStates([], fast);
    const processor = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', SecondsPath: '$', End: true } } };
    const definition = asl({ Each: { Type: 'Map', ItemProcessor: processor, End: true } });
    const seconds = Array.from({ length: 1000 }, (_, index) => (index * 7) % 250);
    const input = JSON.stringify(seconds);
    const run = await runMachine(clients, await createMachine(clients, definition), { input });
    expect(JSON.parse(run.described.output!)).toEqual(seconds);
    // Forty iterations go on at a time, as in AWS.
    const { startDate, stopDate } = run.described;
    const total = seconds.reduce((sum, one) => sum + one, 0);
    expect((stopDate!.getTime() - startDate!.getTime()) / 1000).toBeGreaterThanOrEqual(total / 40);
  });
});
