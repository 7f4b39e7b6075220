import { LambdaClient, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { describe, expect, it } from '@jest/globals';
import {
  isBusy,
  isFreshRoleMissing,
  isPropagation,
  propagationBoundMs,
  untilAccepted,
  untilDefined,
} from '../../src/aws/patience.ts';
import { jsonError, startEndpoint } from '../support/endpoint.ts';
import { SimulatedClock } from '../support/simulatedClock.ts';

/** An error as the SDK makes it of an answer. */
async function errorOf(code: string, message: string): Promise<unknown> {
  await using endpoint = await startEndpoint(() => jsonError(code, message));
  const client = new LambdaClient({
    endpoint: endpoint.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    maxAttempts: 1,
  });
  return await client
    .send(new UpdateFunctionCodeCommand({ FunctionName: 'f' }))
    .catch((thrown: unknown) => thrown);
}

/** An action that fails so often, and then answers. */
function failing(times: number): { action: () => Promise<string>; calls: () => number } {
  let calls = 0;
  const action = async (): Promise<string> => {
    calls += 1;
    if (calls <= times) throw new Error(`no ${calls}`);
    return 'yes';
  };
  return { action, calls: () => calls };
}

const always = (): boolean => true;
const patience = (clock = new SimulatedClock()) => ({ clock, signal: new AbortController().signal });

describe('an action that is repeated', () => {
  it('is not, when it succeeds', async () => {
    const clock = new SimulatedClock();
    expect(await untilAccepted(patience(clock), always, failing(0).action)).toBe('yes');
    expect(clock.sleeps).toEqual([]);
  });

  it('waits longer from one time to the next, up to half a second', async () => {
    const clock = new SimulatedClock();
    expect(await untilAccepted(patience(clock), always, failing(7).action)).toBe('yes');
    expect(clock.sleeps).toEqual([100, 200, 400, 500, 500, 500, 500]);
  });

  it('is given up within a minute, with the last error', async () => {
    const clock = new SimulatedClock();
    const { action, calls } = failing(Infinity);
    await expect(untilAccepted(patience(clock), always, action)).rejects.toThrow(/^no \d+$/);
    expect(clock.now()).toBeGreaterThan(propagationBoundMs - 500);
    expect(clock.now()).toBeLessThanOrEqual(propagationBoundMs);
    expect(calls()).toBe(clock.sleeps.length + 1);
  });

  it('is given up at once on any other error', async () => {
    const { action, calls } = failing(1);
    await expect(untilAccepted(patience(), () => false, action)).rejects.toThrow('no 1');
    expect(calls()).toBe(1);
  });

  it('ends when the signal aborts, with its reason', async () => {
    const controller = new AbortController();
    const action = async (): Promise<string> => {
      controller.abort(new Error('interrupted'));
      throw new Error('no');
    };
    const { signal } = controller;
    await expect(untilAccepted({ clock: new SimulatedClock(), signal }, always, action)).rejects.toThrow(
      'interrupted',
    );
  });
});

describe('a question that is asked again', () => {
  it('ends with the first answer, false and 0 being answers too', async () => {
    const clock = new SimulatedClock();
    const answers = [undefined, undefined, 0, 1];
    expect(await untilDefined(patience(clock), async () => answers.shift())).toBe(0);
    expect(clock.sleeps).toEqual([25, 50]);
  });

  it('ends when the signal aborts', async () => {
    const signal = AbortSignal.abort(new Error('interrupted'));
    await expect(
      untilDefined({ clock: new SimulatedClock(), signal }, async () => undefined),
    ).rejects.toThrow('interrupted');
  });
});

const roleOfFunction = 'The role defined for the function cannot be assumed by Lambda.';
const roleOfMachine =
  'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.';
const passRole = 'User: u is not authorized to perform: iam:PassRole on resource: r';

describe('which errors pass by themselves', () => {
  it.each<[string, (thrown: unknown) => boolean, string, string, boolean]>([
    [
      'a role that Lambda does not know yet',
      isPropagation,
      'InvalidParameterValueException',
      roleOfFunction,
      true,
    ],
    [
      'a role that Step Functions does not know yet',
      isPropagation,
      'AccessDeniedException',
      roleOfMachine,
      true,
    ],
    ['a real denial', isPropagation, 'AccessDeniedException', passRole, false],
    [
      'a role of another account',
      isPropagation,
      'AccessDeniedException',
      'Cross-account pass role is not allowed.',
      false,
    ],
    ['the words under another code', isPropagation, 'ValidationException', roleOfFunction, false],
    [
      'another parameter that is wrong',
      isPropagation,
      'InvalidParameterValueException',
      'Unzipped size',
      false,
    ],
    [
      'an update under way',
      isBusy,
      'ResourceConflictException',
      'The operation cannot be performed at this time. An update is in progress for resource: arn',
      true,
    ],
    [
      'a function still being made',
      isBusy,
      'ResourceConflictException',
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
      true,
    ],
    [
      'two statements added at once',
      isBusy,
      'ResourceConflictException',
      'The function could not be updated due to a concurrent update operation.',
      true,
    ],
    ['a name that is taken', isBusy, 'ResourceConflictException', 'Function already exist: f', false],
    [
      'a role that IAM does not find yet',
      isFreshRoleMissing,
      'NoSuchEntity',
      'The role with name r cannot be found.',
      true,
    ],
    ['anything else of IAM', isFreshRoleMissing, 'MalformedPolicyDocument', 'no', false],
  ])('%s', async (_, passes, code, message, expected) => {
    expect(passes(await errorOf(code, message))).toBe(expected);
  });

  it('are only those of AWS', () => {
    expect(
      [isPropagation, isBusy, isFreshRoleMissing].map((passes) => passes(new Error(roleOfFunction))),
    ).toEqual([false, false, false]);
  });
});
