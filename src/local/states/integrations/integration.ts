/** What an integration is: how the call of one attempt of a Task state is made. */
import type { Json } from '../../../json.ts';
import { InvalidTask, type TaskCall, type TaskFacts } from '../../asl/index.ts';
import type { Session } from '../../cloud.ts';
import type { Home } from '../arn.ts';
import type { StatesBackend } from '../backend.ts';
import type { HttpRequest, HttpResponse } from './http/exchange.ts';

export interface InspectedExchange {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  /** Names of headers that prove who calls. */
  readonly secret: readonly string[];
}

export interface Task {
  readonly backend: StatesBackend;
  readonly home: Home;
  readonly call: TaskCall;
  readonly facts: TaskFacts;
  readonly signal: AbortSignal;
  /** The machine whose state it is. */
  readonly stateMachineArn: string;
  /** TestState wants to see what goes over HTTP. */
  readonly inspect?: (seen: InspectedExchange) => void;
  /** Who acts. Throws TaskFailure where a role may not be assumed. */
  readonly session: () => Session;
}

/** Resolves and rejects as TaskRunner.run does. */
export type Integration = (task: Task) => Promise<Json>;

/** What an integration rejects with where its parameters cannot make a call (recorded for other services). */
export function invalidParameters(parameters: Json, problem: string): InvalidTask {
  return new InvalidTask(
    `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [${problem}]`,
  );
}

/** A request that is answered, and then, for `.waitForTaskToken`, the answer that the token brings. */
export async function requestAndAnswer(task: Task, request: () => Promise<Json>): Promise<Json> {
  const { backend, call, facts, signal } = task;
  const { token } = call;
  facts.scheduled();
  facts.started();
  if (token === undefined) return request();
  const heartbeat = (): void => {
    facts.heartbeat();
  };
  const submit = async (): Promise<void> => {
    facts.submitted(await backend.clock.busy(request));
  };
  return backend.untilAnswered(() => backend.tokens.during(token, { heartbeat, signal }, submit));
}
