/** Executions started with a test case of a mock configuration, as Step Functions Local has it. */
import { describe, expect, it } from '@jest/globals';
import { Control } from '../../support/control.ts';
import { asl, createMachine, runMachine, startStates, type StatesClients } from './support.ts';

const invoke = 'arn:aws:states:::lambda:invoke';
const missing = { Type: 'Task', Resource: invoke, Parameters: { FunctionName: 'missing' } };
const retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 1 }];

const busyTwice = {
  '0-1': { Throw: { Error: 'Busy', Cause: 'later' } },
  '2': { Return: { Payload: { ok: true } } },
};

const configuration = (responses: object, states: object): object => ({
  StateMachines: { machine: { TestCases: { Case: states } } },
  MockedResponses: responses,
});

async function withMocks(
  definition: string,
  mocks: object,
): Promise<{ clients: StatesClients; arn: string }> {
  const clients = await startStates();
  const arn = await createMachine(clients, definition);
  await new Control(clients.endpoint).mock(mocks);
  return { clients, arn: `${arn}#Case` };
}

describe('a mocked state', () => {
  it('fails and returns as its calls say, with the history of a real call', async () => {
    const definition = asl({ Charge: { ...missing, Retry: retry, End: true } });
    const { clients, arn } = await withMocks(
      definition,
      configuration({ Busy: busyTwice }, { Charge: 'Busy' }),
    );
    const { described, types } = await runMachine(clients, arn);
    expect(described).toMatchObject({ status: 'SUCCEEDED', output: '{"Payload":{"ok":true}}' });
    const attempt = ['TaskScheduled', 'TaskStarted'];
    expect(types).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      ...[...attempt, 'TaskFailed', ...attempt, 'TaskFailed', ...attempt, 'TaskSucceeded'],
      ...['TaskStateExited', 'ExecutionSucceeded'],
    ]);
  });

  it('names the calls that nothing is configured for: no call is made instead', async () => {
    const definition = asl({ Charge: { ...missing, Retry: retry, End: true } });
    const once = { '0': { Throw: { Error: 'Busy' } } };
    const { clients, arn } = await withMocks(definition, configuration({ Once: once }, { Charge: 'Once' }));
    const { described } = await runMachine(clients, arn);
    expect(described).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(described.cause).toContain('No mocked response is configured for call 1 of the state');
  });

  it('counts the visits of a loop on', async () => {
    const definition = asl({
      Poll: { ...missing, Next: 'Done?' },
      'Done?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.done', BooleanEquals: true, Next: 'End' }],
        Default: 'Poll',
      },
      End: { Type: 'Succeed' },
    });
    const polls = { '0-1': { Return: { done: false } }, '2': { Return: { done: true } } };
    const { clients, arn } = await withMocks(definition, configuration({ Polls: polls }, { Poll: 'Polls' }));
    const { types } = await runMachine(clients, arn);
    expect(types.filter((type) => type === 'TaskStateEntered')).toHaveLength(3);
  });

  it('leaves the others to their services', async () => {
    const definition = asl({ First: { ...missing, Next: 'Second' }, Second: { ...missing, End: true } });
    const answer = { '0': { Return: {} } };
    const { clients, arn } = await withMocks(
      definition,
      configuration({ Answer: answer }, { First: 'Answer' }),
    );
    const { described } = await runMachine(clients, arn);
    // The role of the test may not invoke anything: the second state has really asked.
    expect(described).toMatchObject({ status: 'FAILED', error: 'Lambda.AWSLambdaException' });
  });
});

describe('what is refused', () => {
  const definition = asl({ Charge: { ...missing, End: true } });

  it('an execution with a test case that nobody has configured', async () => {
    const clients = await startStates();
    const arn = await createMachine(clients, definition);
    await expect(runMachine(clients, `${arn}#Other`)).rejects.toThrow(
      'The mock configuration has no test case Other of the state machine machine',
    );
  });

  it.each([
    [
      'a response that is not there',
      configuration({}, { Charge: 'None' }),
      'Case.Charge names no mocked response',
    ],
    [
      'a key that is no number',
      configuration({ A: { first: { Return: 1 } } }, { Charge: 'A' }),
      'MockedResponses.A.first is not a number of a call',
    ],
    [
      'a range backwards',
      configuration({ A: { '2-1': { Return: 1 } } }, { Charge: 'A' }),
      'A.2-1 is not a number',
    ],
    [
      'an answer of both kinds',
      configuration({ A: { '0': { Return: 1, Throw: {} } } }, {}),
      'not one of Return and',
    ],
    [
      'an error that is no text',
      configuration({ A: { '0': { Throw: { Error: 1 } } } }, {}),
      'Throw.Error is not a text',
    ],
    ['no state machines', { MockedResponses: {} }, 'StateMachines is not an object'],
  ])('%s', async (_reason, mocks, message) => {
    const { endpoint } = await startStates();
    await expect(new Control(endpoint).mock(mocks)).rejects.toThrow(message);
  });
});
