import { systemClock } from '../../../clock.ts';
import { Evaluator, type Answer, type Question } from './evaluator.ts';

/** As many processes at most; hostile expressions keep each busy for a second. */
const most = 16;
/** Milliseconds for which one stays when nothing is to be done. */
const idleness = 2000;
/** Most evaluations end sooner: milliseconds to wait for a process to become free before another one is started. */
const patience = 20;

/** Evaluating processes, shared by all executions: started when needed, one more whenever all are busy for long. */
class Evaluators {
  readonly #idle = new Map<Evaluator, NodeJS.Timeout>();
  readonly #waiting: ((evaluator: Evaluator) => void)[] = [];
  #processes = 0;
  #growing = false;

  async evaluate(question: Question): Promise<Answer> {
    const evaluator = this.#takeIdle() ?? (await this.#wait());
    const answer = await evaluator.evaluate(question);
    if (evaluator.ended) this.#forget();
    else this.#offer(evaluator);
    return answer;
  }

  /** The one that was used last, so that those which are not needed stay idle. */
  #takeIdle(): Evaluator | undefined {
    const evaluator = [...this.#idle.keys()].at(-1);
    if (!evaluator) return undefined;
    clearTimeout(this.#idle.get(evaluator));
    this.#idle.delete(evaluator);
    if (!evaluator.ended) return evaluator;
    this.#processes--;
    return this.#takeIdle();
  }

  #wait(): Promise<Evaluator> {
    const taken = new Promise<Evaluator>((resolve) => this.#waiting.push(resolve));
    void this.#grow();
    return taken;
  }

  #offer(evaluator: Evaluator): void {
    const next = this.#waiting.shift();
    if (next) {
      next(evaluator);
      return;
    }
    const retire = (): void => {
      this.#idle.delete(evaluator);
      evaluator.end();
      this.#forget();
    };
    // Our own process does not wait for it.
    this.#idle.set(evaluator, setTimeout(retire, idleness).unref());
  }

  #forget(): void {
    this.#processes--;
    void this.#grow();
  }

  async #grow(): Promise<void> {
    if (this.#growing) return;
    this.#growing = true;
    while (this.#waiting.length > 0 && this.#processes < most) {
      if (this.#processes > 0) await systemClock.sleep(patience);
      if (this.#waiting.length > 0) await this.#start();
    }
    this.#growing = false;
  }

  /** One that could not be started tells so to the first that waits. */
  async #start(): Promise<void> {
    this.#processes++;
    const evaluator = new Evaluator();
    await evaluator.ready();
    this.#offer(evaluator);
  }
}

export const evaluators = new Evaluators();
