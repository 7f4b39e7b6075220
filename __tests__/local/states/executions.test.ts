import { describe, expect, it } from '@jest/globals';
import {
  CreateLogGroupCommand,
  FilterLogEventsCommand,
  type CloudWatchLogsClient,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeExecutionCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
  type StartExecutionInput,
} from '@aws-sdk/client-sfn';
import { account, refusal } from '../support.ts';
import {
  asl,
  createMachine,
  ended,
  home,
  passing,
  runMachine,
  startStates,
  until,
  waiting,
} from './support.ts';

describe('an execution', () => {
  it('passes, waits and chooses, and tells its history', async () => {
    const clients = await startStates();
    const definition = asl({
      Pass: { Type: 'Pass', Parameters: { 'big.$': '$.total' }, Next: 'Wait' },
      Wait: { Type: 'Wait', Seconds: 0, Next: 'Choose' },
      Choose: {
        Type: 'Choice',
        Choices: [{ Variable: '$.big', NumericGreaterThan: 5, Next: 'Big' }],
        Default: 'Small',
      },
      Big: { Type: 'Succeed' },
      Small: { Type: 'Fail', Error: 'TooSmall', Cause: 'because' },
    });
    const machine = await createMachine(clients, definition);
    const big = await runMachine(clients, machine, { input: '{"total":6}', name: 'big' });
    expect(big.described).toMatchObject({
      executionArn: `${home}:execution:machine:big`,
      status: 'SUCCEEDED',
      input: '{"total":6}',
      output: '{"big":6}',
      redriveStatus: 'NOT_REDRIVABLE',
    });
    expect(big.types).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'WaitStateEntered',
      'WaitStateExited',
      'ChoiceStateEntered',
      'ChoiceStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
    const small = await runMachine(clients, machine, { input: '{"total":1}' });
    expect(small.described).toMatchObject({
      status: 'FAILED',
      error: 'TooSmall',
      cause: 'because',
      redriveStatus: 'REDRIVABLE',
    });
  });

  const started: [why: string, second: Partial<StartExecutionInput>, answer: string][] = [
    ['the same name and input are answered again', {}, 'same'],
    ['another input is refused', { input: '{"a":1}' }, 'ExecutionAlreadyExists'],
  ];
  it.each(started)('while it runs, %s', async (_, second, answer) => {
    const clients = await startStates();
    const stateMachineArn = await createMachine(clients, waiting);
    const start = { stateMachineArn, name: 'one', input: '{}' };
    const first = await clients.sfn.send(new StartExecutionCommand(start));
    const again = clients.sfn.send(new StartExecutionCommand({ ...start, ...second }));
    if (answer === 'same') expect((await again).startDate).toEqual(first.startDate);
    else expect(await refusal(again)).toMatchObject({ name: answer });
  });

  it('keeps its name after its end', async () => {
    const clients = await startStates();
    const stateMachineArn = await createMachine(clients, passing);
    await runMachine(clients, stateMachineArn, { name: 'one' });
    expect(
      await refusal(clients.sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'one' }))),
    ).toMatchObject({
      name: 'ExecutionAlreadyExists',
      message: `Execution Already Exists: '${home}:execution:machine:one'`,
    });
  });

  it('keeps the definition that it was started with', async () => {
    const clients = await startStates();
    const { sfn } = clients;
    const stateMachineArn = await createMachine(clients, waiting);
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: passing }));
    const { definition } = await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(definition).toBe(waiting);
  });

  const refused: [why: string, input: Partial<StartExecutionInput>, name: string][] = [
    ['input that is no JSON', { input: '{a' }, 'InvalidExecutionInput'],
    ['a name with a slash', { name: 'a/b' }, 'InvalidName'],
    [
      'a machine that is not there',
      { stateMachineArn: `${home}:stateMachine:no` },
      'StateMachineDoesNotExist',
    ],
    [
      'a version that is not there',
      { stateMachineArn: `${home}:stateMachine:machine:3` },
      'StateMachineDoesNotExist',
    ],
    [
      'an alias that is not there',
      { stateMachineArn: `${home}:stateMachine:machine:a` },
      'StateMachineDoesNotExist',
    ],
    ['what is no state machine', { stateMachineArn: `${home}:activity:machine` }, 'InvalidArn'],
  ];
  it.each(refused)('is not started with %s', async (_, input, name) => {
    const clients = await startStates();
    const stateMachineArn = await createMachine(clients, passing);
    const start = clients.sfn.send(new StartExecutionCommand({ stateMachineArn, ...input }));
    expect(await refusal(start)).toMatchObject({ name, status: 400 });
  });

  it('is told what is wrong with its input', async () => {
    const clients = await startStates();
    const stateMachineArn = await createMachine(clients, passing);
    const start = clients.sfn.send(new StartExecutionCommand({ stateMachineArn, input: 'no' }));
    expect(await refusal(start)).toMatchObject({
      name: 'InvalidExecutionInput',
      message:
        "Invalid State Machine Execution Input: 'Unrecognized token 'no': was expecting (JSON String, Number, Array, Object or " +
        `token 'null', 'true' or 'false')\n at [Source: (String)"no"; line: 1, column: 3]'`,
    });
  });

  it('is stopped with error and cause, once', async () => {
    const clients = await startStates();
    const { sfn } = clients;
    const stateMachineArn = await createMachine(clients, waiting);
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    const stopped = await sfn.send(new StopExecutionCommand({ executionArn, error: 'E', cause: 'C' }));
    const { described, types } = await ended(sfn, executionArn!);
    expect(described).toMatchObject({ status: 'ABORTED', error: 'E', cause: 'C' });
    expect(described.stopDate).toEqual(stopped.stopDate);
    expect(types.at(-1)).toBe('ExecutionAborted');
    const again = await sfn.send(new StopExecutionCommand({ executionArn, error: 'other' }));
    expect(again.stopDate).toEqual(stopped.stopDate);
    expect((await ended(sfn, executionArn!)).described.error).toBe('E');
  });

  it('shows no data to who asks for none', async () => {
    const clients = await startStates();
    const stateMachineArn = await createMachine(clients, passing);
    const { described } = await runMachine(clients, stateMachineArn);
    const { executionArn } = described;
    const metadata = await clients.sfn.send(
      new DescribeExecutionCommand({ executionArn, includedData: 'METADATA_ONLY' }),
    );
    expect([metadata.input, metadata.output]).toEqual([undefined, undefined]);
    const { events } = await clients.sfn.send(
      new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }),
    );
    expect(events?.map(({ stateEnteredEventDetails }) => stateEnteredEventDetails).filter(Boolean)).toEqual([
      { name: 'Pass' },
    ]);
  });
});

describe('histories', () => {
  it('are read page by page, forwards and backwards', async () => {
    const clients = await startStates();
    const stateMachineArn = await createMachine(clients, passing);
    const { described } = await runMachine(clients, stateMachineArn);
    for (const reverseOrder of [false, true]) {
      const ids: number[] = [];
      let nextToken: string | undefined;
      do {
        const page = await clients.sfn.send(
          new GetExecutionHistoryCommand({
            executionArn: described.executionArn,
            maxResults: 3,
            reverseOrder,
            nextToken,
          }),
        );
        ids.push(...page.events!.map(({ id }) => id!));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      expect(ids).toEqual(reverseOrder ? [4, 3, 2, 1] : [1, 2, 3, 4]);
    }
  });
});

describe('listing executions', () => {
  it('filters by status; newest first', async () => {
    const clients = await startStates();
    const stateMachineArn = await createMachine(clients, waiting);
    const { sfn } = clients;
    for (const name of ['a', 'b', 'c']) {
      await sfn.send(new StartExecutionCommand({ stateMachineArn, name }));
    }
    await sfn.send(new StopExecutionCommand({ executionArn: `${home}:execution:machine:b` }));
    const names = async (statusFilter?: 'RUNNING' | 'ABORTED'): Promise<unknown> =>
      (await sfn.send(new ListExecutionsCommand({ stateMachineArn, statusFilter }))).executions?.map(
        ({ name }) => name,
      );
    expect(await names()).toEqual(['c', 'b', 'a']);
    expect(await names('RUNNING')).toEqual(['c', 'a']);
    expect(await names('ABORTED')).toEqual(['b']);
  });

  it('shows nobody twice when one is started between two pages', async () => {
    const clients = await startStates();
    const stateMachineArn = await createMachine(clients, waiting);
    const { sfn } = clients;
    for (const name of ['a', 'b', 'c']) {
      await sfn.send(new StartExecutionCommand({ stateMachineArn, name }));
    }
    const first = await sfn.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 2 }));
    await sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'd' }));
    const { nextToken } = first;
    const second = await sfn.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 2, nextToken }));
    expect(second.executions?.map(({ name }) => name)).toEqual(['a']);
  });
});

describe('express executions', () => {
  const failing = asl({ Fail: { Type: 'Fail', Error: 'E', Cause: 'C' } });

  it('are answered whole when run in step', async () => {
    const clients = await startStates();
    const stateMachineArn = await createMachine(clients, passing, { type: 'EXPRESS' });
    const answer = await clients.sfn.send(
      new StartSyncExecutionCommand({ stateMachineArn, name: 'one', input: '{"a":1}' }),
    );
    expect(answer).toMatchObject({
      status: 'SUCCEEDED',
      name: 'one',
      input: '{"a":1}',
      output: '{"done":true}',
      billingDetails: { billedDurationInMilliseconds: 100, billedMemoryUsedInMB: 64 },
    });
    expect(answer.executionArn).toMatch(new RegExp(`^${home}:express:machine:one:[0-9a-f-]{36}$`));
  });

  it('answer a failure without an HTTP error', async () => {
    const clients = await startStates();
    const stateMachineArn = await createMachine(clients, failing, { type: 'EXPRESS' });
    const answer = await clients.sfn.send(new StartSyncExecutionCommand({ stateMachineArn }));
    expect(answer).toMatchObject({ status: 'FAILED', error: 'E', cause: 'C' });
  });

  it('are stopped when their caller goes away', async () => {
    const clients = await startStates([{ Action: 'logs:*', Resource: '*' }]);
    const loggingConfiguration = await logTo(clients.logs, 'group');
    const machine = { type: 'EXPRESS', loggingConfiguration } as const;
    const stateMachineArn = await createMachine(clients, waiting, machine);
    const gone = new AbortController();
    const call = clients.sfn.send(new StartSyncExecutionCommand({ stateMachineArn }), {
      abortSignal: gone.signal,
    });
    await until(
      () => logged(clients.logs, 'group'),
      (types) => types.includes('WaitStateEntered'),
    );
    gone.abort();
    await expect(call).rejects.toThrow('aborted');
    await until(
      () => logged(clients.logs, 'group'),
      (types) => types.includes('ExecutionAborted'),
    );
  });

  it('write what the level lets through to CloudWatch Logs', async () => {
    const clients = await startStates([{ Action: 'logs:*', Resource: '*' }]);
    for (const [level, types] of [
      ['ALL', ['ExecutionStarted', 'FailStateEntered', 'ExecutionFailed']],
      ['ERROR', ['FailStateEntered', 'ExecutionFailed']],
      ['FATAL', ['ExecutionFailed']],
    ] as const) {
      const loggingConfiguration = { ...(await logTo(clients.logs, level)), level };
      const machine = { name: level, type: 'EXPRESS', loggingConfiguration } as const;
      const stateMachineArn = await createMachine(clients, failing, machine);
      await clients.sfn.send(new StartSyncExecutionCommand({ stateMachineArn }));
      expect(await logged(clients.logs, level)).toEqual(types);
    }
  });

  it('have no API of standard ones, nor standard ones theirs', async () => {
    const clients = await startStates();
    const { sfn } = clients;
    const express = await createMachine(clients, passing, { type: 'EXPRESS', name: 'express' });
    const standard = await createMachine(clients, passing);
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: express }));
    expect(await refusal(sfn.send(new DescribeExecutionCommand({ executionArn })))).toMatchObject({
      name: 'InvalidArn',
      message: "Invalid Arn: 'Resource type not valid in this context: express'",
    });
    expect(await refusal(sfn.send(new ListExecutionsCommand({ stateMachineArn: express })))).toMatchObject({
      name: 'StateMachineTypeNotSupported',
    });
    expect(
      await refusal(sfn.send(new StartSyncExecutionCommand({ stateMachineArn: standard }))),
    ).toMatchObject({ name: 'StateMachineTypeNotSupported' });
  });

  async function logTo(
    logs: CloudWatchLogsClient,
    group: string,
  ): Promise<{ level: 'ALL'; destinations: { cloudWatchLogsLogGroup: { logGroupArn: string } }[] }> {
    await logs.send(new CreateLogGroupCommand({ logGroupName: group }));
    const logGroupArn = `arn:aws:logs:us-east-1:${account}:log-group:${group}:*`;
    return { level: 'ALL', destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }] };
  }

  async function logged(logs: CloudWatchLogsClient, logGroupName: string): Promise<readonly unknown[]> {
    const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
    return events.map(({ message = '' }) => (JSON.parse(message) as { type: string }).type);
  }
});
