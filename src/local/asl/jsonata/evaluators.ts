import { systemClock } from '../../../clock.ts';
import { Evaluator, type Answer, type Question } from './evaluator.ts';

/** As many threads at most; hostile expressions keep each busy for a second. */
const most = 16;
/** So many stay when nothing is to be done. */
const kept = 2;
/** Most evaluations end sooner: milliseconds to wait for a thread to become free before another one is started. */
const patience = 20;

/** The threads of this process, shared by all executions: started when needed, one more whenever all are busy for long. */
class Evaluators {
  readonly #idle: Evaluator[] = [];
  readonly #waiting: ((evaluator: Evaluator) => void)[] = [];
  #threads = 0;
  #growing = false;

  async evaluate(question: Question): Promise<Answer> {
    const evaluator = await this.#take();
    const answer = await evaluator.evaluate(question);
    this.#release(evaluator);
    return answer;
  }

  #take(): Evaluator | Promise<Evaluator> {
    const idle = this.#idle.pop();
    if (idle) return idle;
    const taken = new Promise<Evaluator>((resolve) => this.#waiting.push(resolve));
    void this.#grow();
    return taken;
  }

  #release(evaluator: Evaluator): void {
    const next = evaluator.ended ? undefined : this.#waiting.shift();
    if (next) {
      next(evaluator);
      return;
    }
    if (!evaluator.ended && this.#idle.length < kept) {
      this.#idle.push(evaluator);
      return;
    }
    evaluator.end();
    this.#threads--;
    void this.#grow();
  }

  async #grow(): Promise<void> {
    if (this.#growing) return;
    this.#growing = true;
    while (this.#waiting.length > 0 && this.#threads < most) {
      if (this.#threads > 0) await systemClock.sleep(patience);
      if (this.#waiting.length > 0) await this.#start();
    }
    this.#growing = false;
  }

  async #start(): Promise<void> {
    this.#threads++;
    const evaluator = new Evaluator();
    await evaluator.ready();
    this.#release(evaluator);
  }
}

export const evaluators = new Evaluators();
