import { describe, expect, it } from '@jest/globals';
import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { refusal } from '../support.ts';
import {
  asl,
  createMachine,
  ended,
  home,
  passing,
  runMachine,
  startStates,
  waiting,
  type Run,
  type StatesClients,
} from './support.ts';

const nested = [{ Action: 'states:StartExecution', Resource: '*' }];

/** Fails until there is a state machine of that name. */
function starting(machine: string, rest: object = { End: true }): object {
  const arn = `${home}:stateMachine:${machine}`;
  const Resource = 'arn:aws:states:::states:startExecution';
  return { Type: 'Task', Resource, Parameters: { StateMachineArn: arn }, ResultPath: null, ...rest };
}

async function redrive({ sfn }: StatesClients, executionArn: string): Promise<Run> {
  await sfn.send(new RedriveExecutionCommand({ executionArn }));
  return ended(sfn, executionArn);
}

describe('RedriveExecution', () => {
  it('goes on at the failed state with the input and the variables that it had', async () => {
    const clients = await startStates(nested);
    const definition = asl({
      Before: { Type: 'Pass', Result: { from: 'Before' }, Assign: { kept: 'yes' }, Next: 'Task' },
      Task: starting('later', { Next: 'After' }),
      After: {
        Type: 'Pass',
        Parameters: { 'seen.$': '$.from', 'kept.$': '$kept', 'count.$': '$$.Execution.RedriveCount' },
        End: true,
      },
    });
    const failed = await runMachine(clients, await createMachine(clients, definition));
    const executionArn = failed.described.executionArn!;
    expect(failed.described).toMatchObject({
      status: 'FAILED',
      redriveStatus: 'REDRIVABLE',
      redriveCount: 0,
    });
    await createMachine(clients, passing, { name: 'later' });
    const { described, events, types } = await redrive(clients, executionArn);
    expect(described).toMatchObject({
      status: 'SUCCEEDED',
      redriveCount: 1,
      redriveStatus: 'NOT_REDRIVABLE',
    });
    expect(described.redriveDate).toBeInstanceOf(Date);
    expect(JSON.parse(described.output!)).toEqual({ seen: 'Before', kept: 'yes', count: 1 });
    expect(types.slice(failed.types.length)).toEqual([
      'ExecutionRedriven',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
    const redriven = events[failed.events.length];
    expect(redriven).toMatchObject({
      previousEventId: failed.events.length,
      executionRedrivenEventDetails: { redriveCount: 1 },
    });
  });

  it('runs only those branches of a Parallel again that did not do well', async () => {
    const clients = await startStates(nested);
    const definition = asl({
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Good', States: { Good: { Type: 'Pass', Result: 'good', End: true } } },
          {
            StartAt: 'Wait',
            States: { Wait: { Type: 'Wait', Seconds: 0, Next: 'Bad' }, Bad: starting('later') },
          },
        ],
        End: true,
      },
    });
    const machine = await createMachine(clients, definition);
    const failed = await runMachine(clients, machine, { input: '{"own":"input"}' });
    await createMachine(clients, passing, { name: 'later' });
    const { described, types } = await redrive(clients, failed.described.executionArn!);
    expect(JSON.parse(described.output!)).toEqual(['good', { own: 'input' }]);
    expect(types.filter((type) => type === 'PassStateEntered')).toHaveLength(1);
    expect(types.filter((type) => type === 'WaitStateEntered')).toHaveLength(1);
  });

  it('runs only those iterations of a Map again that did not do well, and those that had not begun', async () => {
    const clients = await startStates(nested);
    const task = {
      ...starting(''),
      Parameters: { 'StateMachineArn.$': `States.Format('${home}:stateMachine:{}', $)` },
    };
    const definition = asl({
      Each: {
        Type: 'Map',
        MaxConcurrency: 1,
        ItemProcessor: { StartAt: 'Task', States: { Task: task } },
        End: true,
      },
    });
    const there = await createMachine(clients, passing, { name: 'there' });
    const machine = await createMachine(clients, definition);
    const failed = await runMachine(clients, machine, { input: '["there","later","there"]' });
    expect(failed.described.status).toBe('FAILED');
    await createMachine(clients, passing, { name: 'later' });
    const { described, types } = await redrive(clients, failed.described.executionArn!);
    expect(JSON.parse(described.output!)).toEqual(['there', 'later', 'there']);
    expect(types.filter((type) => type === 'MapIterationStarted')).toHaveLength(3);
    const { executions = [] } = await clients.sfn.send(new ListExecutionsCommand({ stateMachineArn: there }));
    expect(executions).toHaveLength(2);
  });

  it('takes what was stopped, as often as it is stopped', async () => {
    const clients = await startStates();
    const { sfn } = clients;
    const stateMachineArn = await createMachine(clients, waiting);
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    for (const count of [1, 2]) {
      await sfn.send(new StopExecutionCommand({ executionArn }));
      await sfn.send(new RedriveExecutionCommand({ executionArn, clientToken: `token-${count}` }));
      await sfn.send(new RedriveExecutionCommand({ executionArn, clientToken: `token-${count}` }));
      expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
        status: 'RUNNING',
        redriveCount: count,
      });
    }
  });

  it('refuses what runs, what succeeded, and what is not there', async () => {
    const clients = await startStates();
    const { sfn } = clients;
    const stateMachineArn = await createMachine(clients, waiting);
    const running = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    const { described } = await runMachine(
      clients,
      await createMachine(clients, passing, { name: 'passing' }),
    );
    const rows = [
      ['ExecutionNotRedrivable', running.executionArn, 'Execution is RUNNING and cannot be redriven'],
      ['ExecutionNotRedrivable', described.executionArn, 'Execution is SUCCEEDED and cannot be redriven'],
      ['ExecutionDoesNotExist', `${running.executionArn}x`, 'Execution Does Not Exist'],
    ] as const;
    for (const [name, executionArn, message] of rows) {
      const got = await refusal(sfn.send(new RedriveExecutionCommand({ executionArn })));
      expect(got.name).toBe(name);
      expect(got.message).toContain(message);
    }
  });
});
