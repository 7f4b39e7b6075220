/** What all that is followed for one run shares. */
import type { Workbench } from '../deploy/workbench.ts';
import type { News } from './visit.ts';

export class Family {
  readonly bench: Workbench;
  /** Whether nothing is of interest any more once a state was left without success, even when its error is caught. */
  readonly #atFirstFailure: boolean;
  /** Requests so far. */
  calls = 0;
  /** Nested and child executions so far. */
  members = 0;
  #hasFailure = false;

  constructor(bench: Workbench, atFirstFailure: boolean) {
    this.bench = bench;
    this.#atFirstFailure = atFirstFailure;
  }

  get isEnough(): boolean {
    return this.#atFirstFailure && this.#hasFailure;
  }

  tell(happening: News): void {
    if (happening.kind === 'stateExited' && /^(failed|caught)$/.test(happening.visit.outcome)) {
      this.#hasFailure = true;
    }
    this.bench.report(happening);
  }
}
