import { errorMatches } from './error-match.ts';
import type { StateFailure } from './errors/state-failure.ts';

/** An entry of Retry, AWS's defaults filled in. */
export interface Retrier {
  readonly errors: readonly string[];
  /** Seconds before the first retry. */
  readonly interval: number;
  /** 0: not retried at all. */
  readonly maxAttempts: number;
  readonly backoffRate: number;
  /** Seconds; no delay is longer. */
  readonly maxDelay: number;
  /** FULL: a random part of the delay instead of all of it. */
  readonly jitter: 'NONE' | 'FULL';
}

/** Counts the retries of one visit, for each retrier on its own. */
export class RetryCounter {
  readonly #retriers: readonly Retrier[];
  readonly #counts: number[];

  constructor(retriers: readonly Retrier[]) {
    this.#retriers = retriers;
    this.#counts = retriers.map(() => 0);
  }

  /** Seconds to wait before the failed attempt is repeated; undefined where it is not to be. */
  delay(failure: StateFailure, random: () => number): number | undefined {
    const index = this.#retriers.findIndex(({ errors }) => errorMatches(errors, failure));
    const retrier = this.#retriers[index];
    const count = this.#counts[index];
    if (retrier === undefined || count === undefined || count >= retrier.maxAttempts) return undefined;
    this.#counts[index] = count + 1;
    const delay = Math.min(retrier.interval * retrier.backoffRate ** count, retrier.maxDelay);
    return retrier.jitter === 'FULL' ? delay * random() : delay;
  }
}
