/** Answers the calls of mocked states, and hands on all others. */
import type { Json } from '../../json.ts';
import { InvalidTask, TaskFailure, type TaskCall, type TaskFacts, type TaskRunner } from '../asl/index.ts';
import type { MockedStates } from './mocks.ts';

export class MockedRunner implements TaskRunner {
  readonly #mocked: MockedStates;
  readonly #real: TaskRunner;
  /** By state: retries and further visits count on. */
  readonly #calls = new Map<string, number>();

  constructor(mocked: MockedStates, real: TaskRunner) {
    this.#mocked = mocked;
    this.#real = real;
  }

  newToken(): string {
    return this.#real.newToken();
  }

  async run(call: TaskCall, facts: TaskFacts, signal: AbortSignal): Promise<Json> {
    const answers = call.state === undefined ? undefined : this.#mocked.get(call.state);
    if (call.state === undefined || !answers) return this.#real.run(call, facts, signal);
    const number = this.#calls.get(call.state) ?? 0;
    this.#calls.set(call.state, number + 1);
    const answer = answers.find(({ first, last }) => first <= number && number <= last);
    if (!answer) throw new InvalidTask(`No mocked response is configured for call ${number} of the state`);
    facts.scheduled();
    facts.started();
    if (answer.failure) throw new TaskFailure(answer.failure.error, answer.failure.cause);
    return answer.result ?? null;
  }
}
