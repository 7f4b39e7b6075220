/**
 * Answers that stand for the calls of Task states, configured as Step Functions Local has it (Step Functions developer
 * guide, "Configuration file for mocked service integrations"): test cases by state machine, mocked responses by state,
 * answers by which of the state's calls they are for: `"0"` is the first one, `"1-2"` the second and third.
 */
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { AwsError } from '../errors.ts';

export interface MockedAnswer {
  /** The calls of the state that it answers, counted from zero. */
  readonly first: number;
  readonly last: number;
  /** What the call gives … */
  readonly result?: Json;
  /** … or what it fails with. */
  readonly failure?: { readonly error?: string; readonly cause?: string };
}

/** By state. A state that is not there does what it always does. */
export type MockedStates = ReadonlyMap<string, readonly MockedAnswer[]>;

type TestCases = ReadonlyMap<string, MockedStates>;

export class Mocks {
  readonly #machines = new Map<string, TestCases>();

  /** Names of test cases by state machine. */
  get configured(): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries([...this.#machines].map(([name, cases]) => [name, [...cases.keys()]]));
  }

  /** Adds a configuration: its state machines take the place of those of the same names. Throws ValidationException. */
  configure(configuration: Json): void {
    for (const [name, cases] of parseConfiguration(configuration)) this.#machines.set(name, cases);
  }

  clear(): void {
    this.#machines.clear();
  }

  /** What is mocked for an execution that is started as `…:stateMachine:NAME#TEST_CASE`. Throws ValidationException. */
  find(stateMachine: string, testCase: string): MockedStates {
    const found = this.#machines.get(stateMachine)?.get(testCase);
    if (found) return found;
    throw invalid(`The mock configuration has no test case ${testCase} of the state machine ${stateMachine}`);
  }
}

function parseConfiguration(value: Json): [string, TestCases][] {
  const { StateMachines: machines, MockedResponses: responses = {} } = objectAt('The configuration', value);
  const named = new Map(
    members('MockedResponses', responses).map(([name, response]) => [
      name,
      parseResponse(`MockedResponses.${name}`, response),
    ]),
  );
  return members('StateMachines', machines).map(([name, machine]) => {
    const at = `StateMachines.${name}`;
    return [name, parseTestCases(`${at}.TestCases`, objectAt(at, machine).TestCases, named)];
  });
}

function parseTestCases(
  at: string,
  cases: Json | undefined,
  responses: ReadonlyMap<string, readonly MockedAnswer[]>,
): TestCases {
  return new Map(
    members(at, cases).map(([name, states]) => {
      const mocked = members(`${at}.${name}`, states).map(([state, response]) => {
        const found = typeof response === 'string' ? responses.get(response) : undefined;
        if (!found) throw invalid(`${at}.${name}.${state} names no mocked response`);
        return [state, found] as const;
      });
      return [name, new Map(mocked)];
    }),
  );
}

function parseResponse(at: string, response: Json): MockedAnswer[] {
  return members(at, response).map(([calls, answer]) => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(calls) ?? [];
    if (first === undefined || Number(last) < Number(first)) {
      throw invalid(`${at}.${calls} is not a number of a call, or a range of numbers such as 1-2`);
    }
    return { first: Number(first), last: Number(last), ...parseAnswer(`${at}.${calls}`, answer) };
  });
}

function parseAnswer(at: string, value: Json): Pick<MockedAnswer, 'result' | 'failure'> {
  const answer = objectAt(at, value);
  const [result, thrown] = [answer.Return, answer.Throw];
  if ((result === undefined) === (thrown === undefined))
    throw invalid(`${at} has not one of Return and Throw`);
  if (result !== undefined) return { result };
  const { Error: error, Cause: cause } = objectAt(`${at}.Throw`, thrown);
  return {
    failure: {
      ...(error !== undefined && { error: textAt(`${at}.Throw.Error`, error) }),
      ...(cause !== undefined && { cause: textAt(`${at}.Throw.Cause`, cause) }),
    },
  };
}

function members(at: string, value: Json | undefined): [string, Json][] {
  return Object.entries(objectAt(at, value));
}

function objectAt(at: string, value: Json | undefined): JsonObject {
  if (isObject(value)) return value;
  throw invalid(`${at} is not an object`);
}

function textAt(at: string, value: Json): string {
  if (typeof value === 'string') return value;
  throw invalid(`${at} is not a text`);
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
