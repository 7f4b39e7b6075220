import type { Json } from '../../../src/json.ts';
import type { TaskCall, TaskFacts, TaskRunner } from '../../../src/local/asl/index.ts';

type Work = (call: TaskCall, facts: TaskFacts, signal: AbortSignal, attempt: number) => Promise<Json>;

/** A task runner that starts at once and leaves the rest to `work`; it keeps the calls it got. */
export class Tasks implements TaskRunner {
  readonly calls: TaskCall[] = [];
  readonly #work: Work;

  constructor(work: Work) {
    this.#work = work;
  }

  newToken(): string {
    return `token-${this.calls.length + 1}`;
  }

  async run(call: TaskCall, facts: TaskFacts, signal: AbortSignal): Promise<Json> {
    this.calls.push(call);
    facts.scheduled();
    facts.started();
    return this.#work(call, facts, signal, this.calls.length);
  }
}

/** Work that never ends by itself. */
export function forever(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
}
