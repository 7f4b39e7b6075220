import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { systemClock } from '../../../clock.ts';

export interface Question {
  /** The expression. */
  readonly text: string;
  /** Its bindings, as JSON text. */
  readonly data: string;
}

/** Neither value nor problem: the expression gave nothing. */
export interface Answer {
  /** JSON text. */
  readonly value?: string;
  readonly problem?: string;
}

/** What one evaluation may take: real milliseconds, whatever clock the execution has, and megabytes. */
const milliseconds = 1000;
const megabytes = 128;

const late: Answer = {
  problem: `D1012: Evaluation timeout after ${milliseconds} milliseconds. Check for infinite loop`,
};
const exhausted: Answer = { problem: `The evaluation needs more than ${megabytes} MB of memory` };

/** The worker's code lies beside this module, or beside the bundle that holds it (which shall not pack it in). */
const name = 'jsonata-worker.mjs';
const file = fileURLToPath(new URL(name, import.meta.url));

/**
 * A thread that evaluates one expression at a time. Nothing but its end stops a regular expression or a built-in function
 * that runs away, and nothing but a heap of its own what fills all memory.
 */
export class Evaluator {
  readonly #worker: Worker;
  #tell: (answer: Answer) => void = () => undefined;
  #ended = false;

  constructor() {
    const resourceLimits = { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: megabytes / 8 };
    this.#worker = new Worker(file, { resourceLimits, execArgv: [], env: {} });
    this.#worker.on('message', (answer: Answer) => {
      this.#tell(answer);
    });
    this.#worker.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      this.#fail(code === 'ERR_WORKER_OUT_OF_MEMORY' ? exhausted : { problem: message });
    });
    this.#worker.unref();
  }

  /** It is of no further use. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Resolves once the thread runs, or has failed to. */
  async ready(): Promise<void> {
    await this.#ask({ text: '1', data: '{}' });
  }

  /** Never rejects. An evaluation that takes too long takes the thread with it. */
  async evaluate(question: Question): Promise<Answer> {
    const over = new AbortController();
    const limit = systemClock
      .sleep(milliseconds, over.signal)
      // An answer that came while this thread was busy counts.
      .then(() => setImmediate(late));
    const answer = await Promise.race([this.#ask(question), limit]);
    over.abort();
    if (answer === late) this.end();
    return answer;
  }

  /** Returns at once: a built-in function that is at work may end first. */
  end(): void {
    this.#ended = true;
    void this.#worker.terminate();
  }

  /** The process stays for the answer, and for nothing else. */
  async #ask(question: Question): Promise<Answer> {
    this.#worker.ref();
    try {
      return await new Promise((resolve) => {
        this.#tell = resolve;
        this.#worker.postMessage(question);
      });
    } finally {
      this.#worker.unref();
    }
  }

  #fail(answer: Answer): void {
    this.#ended = true;
    this.#tell(answer);
  }
}
