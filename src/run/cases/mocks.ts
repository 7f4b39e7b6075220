/**
 * Mocks of whole executions: an embedded AWS takes them at its control address, in Step Functions Local's form. AWS has
 * nothing like it.
 */
import type { Workbench } from '../../deploy/workbench.ts';
import { isObject, type JsonObject } from '../../json.ts';
import type { MockSpec, TestSpec } from '../../workflow/test.ts';

/** The name of a case in the configuration; an execution asks for it with `STATE_MACHINE_ARN#NAME`. */
export function mockName(index: number): string {
  return `case-${index + 1}`;
}

/** Configures what the cases mock; false where executions cannot be mocked. */
export async function configureMocks(
  { aws, signal }: Workbench,
  stateMachine: string,
  cases: readonly TestSpec[],
): Promise<boolean> {
  if (aws.endpoint === undefined) return false;
  const answer = await fetch(new URL('/_stepline/mocks', aws.endpoint), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(mockConfiguration(stateMachine, cases)),
    signal,
  });
  const text = await answer.text();
  return answer.ok && knows(text, stateMachine);
}

/** Somebody else's endpoint may answer anything with anything. */
function knows(text: string, stateMachine: string): boolean {
  try {
    const document: unknown = JSON.parse(text);
    const machines = isObject(document) ? document.StateMachines : undefined;
    return isObject(machines) && Object.hasOwn(machines, stateMachine);
  } catch {
    return false;
  }
}

function mockConfiguration(stateMachine: string, cases: readonly TestSpec[]): JsonObject {
  const responses: Record<string, JsonObject> = {};
  const testCases = cases.map(({ mocks }, index) => {
    const states = [...mocks].map(([state, answers]) => {
      const response = `${mockName(index)}/${state}`;
      responses[response] = Object.fromEntries(answers.map((one) => [callsOf(one), answerOf(one)]));
      return [state, response] as const;
    });
    return [mockName(index), Object.fromEntries(states)] as const;
  });
  return {
    StateMachines: { [stateMachine]: { TestCases: Object.fromEntries(testCases) } },
    MockedResponses: responses,
  };
}

function callsOf({ first, last }: MockSpec): string {
  if (first === last) return String(first);
  return `${first}-${Math.min(last, Number.MAX_SAFE_INTEGER)}`;
}

function answerOf({ answer }: MockSpec): JsonObject {
  if ('result' in answer) return { Return: answer.result };
  const { error, cause } = answer.failure;
  return {
    Throw: { ...(error !== undefined && { Error: error }), ...(cause !== undefined && { Cause: cause }) },
  };
}
