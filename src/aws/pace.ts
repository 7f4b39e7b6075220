/** Keeps to AWS's request rates, so that a large deploy is slow rather than throttled. */
import type { Clock } from '../clock.ts';

/**
 * Lambda's control plane takes 15 requests a second, all operations together; GetFunction has 100 of its own, and
 * Invoke is not of the control plane (Lambda quotas). None of it can be raised.
 */
export const lambdaRates = { getFunction: 100, others: 15 } as const;

/** Requests that left at one moment do not arrive at one moment: the window is this much longer than a second. */
const windowMs = 1_050;

/** Lets at most `perWindow` callers through in any window; the others wait their turn, in order. */
export class Pace {
  readonly #clock: Clock;
  readonly #perWindow: number;
  /** When the last callers were, or will be, let through: oldest first, at most `perWindow` of them. */
  readonly #turns: number[] = [];

  constructor(perWindow: number, clock: Clock) {
    this.#perWindow = perWindow;
    this.#clock = clock;
  }

  /** Resolves when it is the caller's turn. Rejects with the signal's reason when it aborts. */
  async turn(signal?: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    const oldest = this.#turns.length < this.#perWindow ? undefined : this.#turns.shift();
    const at = oldest === undefined ? now : Math.max(now, oldest + windowMs);
    this.#turns.push(at);
    await this.#clock.sleep(at - now, signal);
  }
}
