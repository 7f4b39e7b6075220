import { fork } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../../clock.ts';

export interface Question {
  /** The expression. */
  readonly text: string;
  /** Its bindings, as JSON text. */
  readonly data: string;
  /** What time it is: milliseconds since 1970. */
  readonly now: number;
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

/** The process's code lies beside this module, or beside the bundle that holds it. */
const name = 'jsonata-process.mjs';
const file = fileURLToPath(new URL(name, import.meta.url));

/**
 * A process that evaluates one expression at a time. Nothing less can be ended while a regular expression or a built-in
 * function runs away, and where memory runs out V8 ends the process, not a thread.
 */
export class Evaluator {
  readonly #process = fork(file, [String(process.pid)], {
    execArgv: [`--max-old-space-size=${megabytes}`],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  #tell: (answer: Answer) => void = () => undefined;
  #end: Answer | undefined;

  constructor() {
    this.#process.on('message', (answer: Answer) => {
      this.#tell(answer);
    });
    this.#process.on('error', ({ message }) => {
      this.#fail({ problem: message });
    });
    this.#process.on('exit', () => {
      this.#fail(exhausted);
    });
    this.#hold(false);
  }

  /** It is of no further use. */
  get ended(): boolean {
    return this.#end !== undefined;
  }

  /** Resolves once the process runs, or has failed to. */
  async ready(): Promise<void> {
    await this.#ask({ text: '1', data: '{}', now: 0 });
  }

  /** Never rejects. An evaluation that takes too long takes the process with it. */
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

  end(): void {
    this.#fail(late);
    this.#process.kill('SIGKILL');
  }

  async #ask(question: Question): Promise<Answer> {
    if (this.#end) return this.#end;
    this.#hold(true);
    try {
      return await new Promise((resolve) => {
        this.#tell = resolve;
        this.#process.send(question);
      });
    } finally {
      this.#hold(false);
    }
  }

  /** Whether our own process stays for this one: for an answer, and for nothing else. */
  #hold(hold: boolean): void {
    const { channel } = this.#process;
    if (hold) {
      this.#process.ref();
      channel?.ref();
    } else {
      this.#process.unref();
      channel?.unref();
    }
  }

  #fail(answer: Answer): void {
    this.#end ??= answer;
    this.#tell(this.#end);
  }
}
