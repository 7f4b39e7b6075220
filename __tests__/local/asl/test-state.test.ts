import { describe, expect, it } from '@jest/globals';
import { testState } from '../../../src/local/asl/index.ts';
import type { TestStateRequest } from '../../../src/local/asl/index.ts';
import { SimulatedClock } from './simulated-clock.ts';
import { Tasks } from './tasks.ts';

const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Next: 'N' };
const roleArn = 'arn:aws:iam::111111111111:role/r';

async function test(
  definition: object,
  request: Partial<TestStateRequest> = {},
  tasks = new Tasks(async () => 'done'),
) {
  const lent = {
    clock: new SimulatedClock(),
    tasks,
    stop: new AbortController().signal,
    random: () => 0.5,
    uuid: () => 'an-id',
    executionArn: 'arn:aws:states:us-east-1:111111111111:express:m:e',
    stateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:m',
  };
  return testState({ definition: JSON.stringify(definition), input: '{"a": 1}', ...request }, lent);
}

describe('testState', () => {
  it('shows each stage of the data, texts as they came', async () => {
    const fields = {
      InputPath: '$.a',
      Parameters: { 'n.$': '$' },
      ResultSelector: { 'r.$': '$' },
      ResultPath: '$.b',
    };
    expect(await test({ ...task, ...fields }, { roleArn })).toEqual({
      status: 'SUCCEEDED',
      nextState: 'N',
      output: '{"a":1,"b":{"r":"done"}}',
      inspectionData: {
        input: '{"a": 1}',
        afterInputPath: '1',
        afterParameters: '{"n":1}',
        result: '"done"',
        afterResultSelector: '{"r":"done"}',
        afterResultPath: '{"a":1,"b":{"r":"done"}}',
      },
    });
  });

  it('tells that a retrier would try again, and when', async () => {
    const Retry = [{ ErrorEquals: ['Other'] }, { ErrorEquals: ['E'], IntervalSeconds: 2 }];
    const mock = { errorOutput: { error: 'E', cause: 'c' } };
    const result = await test({ ...task, Retry }, { mock, retrierRetryCount: 1 });
    expect(result).toMatchObject({ status: 'RETRIABLE', error: 'E', cause: 'c' });
    expect(result.inspectionData).toMatchObject({
      errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds: 4 },
    });
  });

  it('tells which Catcher takes an error', async () => {
    const Catch = [{ ErrorEquals: ['E'], ResultPath: '$.error', Next: 'Caught' }];
    const result = await test({ ...task, Catch }, { mock: { errorOutput: { error: 'E' } } });
    expect(result).toMatchObject({
      status: 'CAUGHT_ERROR',
      error: 'E',
      nextState: 'Caught',
      output: '{"a":1,"error":{"Error":"E","Cause":null}}',
    });
    expect(result.inspectionData).toMatchObject({ errorDetails: { catchIndex: 0 } });
  });

  it('tells States.Runtime without the state', async () => {
    const result = await test({ Type: 'Pass', InputPath: '$.nope', End: true });
    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: "Invalid path '$.nope' : No results for path: $['nope']",
    });
  });

  it('finds a state within a Map', async () => {
    const inner = { StartAt: 'In', States: { In: { Type: 'Pass', Result: 'inner', End: true } } };
    const machine = { StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor: inner, End: true } } };
    expect(await test(machine, { stateName: 'In' })).toMatchObject({
      status: 'SUCCEEDED',
      output: '"inner"',
    });
  });

  it.each<[string, object, Partial<TestStateRequest>, string]>([
    [
      'a state that is not there',
      { StartAt: 'A', States: { A: { Type: 'Succeed' } } },
      { stateName: 'B' },
      'State not found in definition',
    ],
    ['no role for a call', task, {}, 'RoleArn must be specified when testing a Task state'],
    [
      'a mock of a Pass',
      { Type: 'Pass', End: true },
      { mock: { result: '1' } },
      "State type 'Pass' is not supported when a mock is specified",
    ],
    [
      'two kinds of mock',
      task,
      { mock: { result: '1', errorOutput: {} } },
      'only one of the following fields',
    ],
    [
      'an answer of the wrong kind',
      task,
      { mock: { result: '{"StatusCode":"200"}' } },
      "Field 'StatusCode' must be a number",
    ],
    [
      'a context with strange fields',
      task,
      { mock: { result: '{}' }, context: '{"X":{}}' },
      "Field 'X' is not allowed",
    ],
    ['a definition that is wrong', { Type: 'Loop' }, {}, 'Invalid State Machine Definition'],
  ])('refuses %s', async (_, definition, request, message) => {
    await expect(test(definition, request)).rejects.toThrow(message);
  });
});
