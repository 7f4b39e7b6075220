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

export interface RetryDecision {
  readonly index?: number;
  readonly delay?: number;
}

/** Counts the retries of one visit, for each retrier on its own. */
export class RetryCounter {
  readonly #retriers: readonly Retrier[];
  readonly #counts: number[];

  /** `done` is how often each has retried already. */
  constructor(retriers: readonly Retrier[], done = 0) {
    this.#retriers = retriers;
    this.#counts = retriers.map(() => done);
  }

  /** The retrier that matches and the seconds to wait before the attempt is repeated: undefined where it is not to be. */
  next(failure: StateFailure, random: () => number): RetryDecision {
    const index = this.#retriers.findIndex(({ errors }) => errorMatches(errors, failure));
    const retrier = this.#retriers[index];
    const count = this.#counts[index];
    if (retrier === undefined || count === undefined) return {};
    if (count >= retrier.maxAttempts) return { index };
    this.#counts[index] = count + 1;
    const delay = Math.min(retrier.interval * retrier.backoffRate ** count, retrier.maxDelay);
    return { index, delay: retrier.jitter === 'FULL' ? delay * random() : delay };
  }
}
