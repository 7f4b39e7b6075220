/** Keeps to AWS's request rates, so that a large deploy is slow rather than throttled. */
import type { Clock } from '../clock.ts';

/**
 * Lambda's control plane takes 15 requests a second, all operations together; GetFunction has 100 of its own, and
 * Invoke is not of the control plane (Lambda quotas). None of it can be raised.
 */
export const lambdaRates = { getFunction: 100, others: 15 } as const;

const secondMs = 1_000;

/**
 * Lets at most `perSecond` requests arrive in any second; the others wait their turn, in order. When a request arrives
 * is not known here, only that it was before its answer: so each takes one of as many places, and gives it free a
 * second after the answer.
 */
export class Pace {
  readonly #clock: Clock;
  /** From when on each free place may be taken, earliest first: milliseconds since 1970. */
  readonly #free: number[];
  readonly #waiting: ((freeFrom: number) => void)[] = [];

  constructor(perSecond: number, clock: Clock) {
    this.#clock = clock;
    this.#free = Array.from({ length: perSecond }, () => 0);
  }

  /** Sends the request when it is its turn. */
  async pass<T>(request: () => Promise<T>): Promise<T> {
    const freeFrom = this.#free.shift() ?? (await this.#aPlace());
    await this.#clock.sleep(freeFrom - this.#clock.now());
    try {
      return await request();
    } finally {
      this.#giveFree(this.#clock.now() + secondMs);
    }
  }

  async #aPlace(): Promise<number> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  #giveFree(from: number): void {
    const next = this.#waiting.shift();
    if (next) next(from);
    else this.#free.push(from);
  }
}
