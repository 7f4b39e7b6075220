import { describe, expect, it } from '@jest/globals';
import {
  DescribeMapRunCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateMapRunCommand,
  type MapRunListItem,
} from '@aws-sdk/client-sfn';
import { account, refusal } from '../support.ts';
import {
  asl,
  createMachine,
  ended,
  home,
  roleArn,
  runMachine,
  startStates,
  until,
  type StatesClients,
} from './support.ts';

const mayStartItself = { Action: 'states:StartExecution', Resource: `${home}:stateMachine:machine` };

/** A distributed Map state over the input's items, each of which the state `Each` gets. */
function distributed(each: object, fields: object = {}): string {
  const ItemProcessor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'Each',
    States: { Each: { ...each, End: true } },
  };
  return asl({ Work: { Type: 'Map', Label: 'Work', ItemProcessor, ...fields, End: true } });
}

async function onlyRun({ sfn }: StatesClients, executionArn: string): Promise<MapRunListItem> {
  const { mapRuns } = await until(
    () => sfn.send(new ListMapRunsCommand({ executionArn })),
    (answer) => answer.mapRuns?.length === 1,
  );
  return mapRuns![0]!;
}

describe('a map run', () => {
  it('counts its children, which are executions', async () => {
    const clients = await startStates([mayStartItself]);
    const { sfn } = clients;
    const machine = await createMachine(clients, distributed({ Type: 'Pass' }));
    const { described } = await runMachine(clients, machine, { input: '[1,2,3]' });
    expect(described.output).toBe('[1,2,3]');
    const { mapRunArn, stateMachineArn } = await onlyRun(clients, described.executionArn!);
    expect(stateMachineArn).toBe(`${machine}/Work`);
    expect(await sfn.send(new DescribeMapRunCommand({ mapRunArn }))).toMatchObject({
      executionArn: described.executionArn,
      status: 'SUCCEEDED',
      itemCounts: { total: 3, succeeded: 3, pending: 0, resultsWritten: 3 },
      executionCounts: { total: 3, succeeded: 3 },
    });
    const { executions } = await sfn.send(new ListExecutionsCommand({ mapRunArn }));
    expect(executions).toHaveLength(3);
    const child = await ended(sfn, executions![0]!.executionArn!);
    expect(child.described).toMatchObject({ status: 'SUCCEEDED', mapRunArn, stateMachineArn });
    expect(child.types[0]).toBe('ExecutionStarted');
  });

  it('takes new limits while it goes on, and its children end with it', async () => {
    const clients = await startStates([mayStartItself]);
    const { sfn } = clients;
    const definition = distributed({ Type: 'Wait', Seconds: 600 }, { MaxConcurrency: 2 });
    const stateMachineArn = await createMachine(clients, definition);
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: '[1,2,3]' }));
    const { mapRunArn } = await onlyRun(clients, executionArn!);
    const running = await until(
      () => sfn.send(new DescribeMapRunCommand({ mapRunArn })),
      ({ executionCounts }) => executionCounts?.running === 2,
    );
    expect(running).toMatchObject({
      status: 'RUNNING',
      maxConcurrency: 2,
      itemCounts: { total: 3, running: 2, pending: 1, resultsWritten: 0 },
    });
    await sfn.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 1 }));
    await sfn.send(new StopExecutionCommand({ executionArn }));
    const stopped = await sfn.send(new DescribeMapRunCommand({ mapRunArn }));
    expect(stopped).toMatchObject({
      status: 'ABORTED',
      maxConcurrency: 1,
      executionCounts: { aborted: 2, running: 0 },
    });
    expect(await refusal(sfn.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 5 })))).toMatchObject({
      name: 'ValidationException',
    });
  });

  it('needs the right to start executions of its own state machine', async () => {
    const clients = await startStates();
    const machine = await createMachine(clients, distributed({ Type: 'Pass' }), { roleArn });
    const { described, types } = await runMachine(clients, machine, { input: '[1]' });
    expect(described).toMatchObject({ status: 'FAILED', error: 'States.Permissions' });
    expect(described.cause).toMatch(
      new RegExp(
        `^User: arn:aws:sts::${account}:assumed-role/machines/\\w{32} is not authorized to perform: states:StartExecution on resource: ${machine} `,
      ),
    );
    expect(types).toContain('MapRunFailed');
  });

  it('that is not there is told', async () => {
    const { sfn } = await startStates();
    const mapRunArn = `${home}:mapRun:machine/Work:none`;
    expect(await refusal(sfn.send(new DescribeMapRunCommand({ mapRunArn })))).toMatchObject({
      name: 'ResourceNotFound',
    });
  });
});
