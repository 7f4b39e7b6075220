import { systemClock, type Clock } from '../../src/clock.ts';

/** AWS's waits between attempts of asynchronous invocations. */
const retryWaits = new Set([60_000, 120_000]);

/** The waits between attempts of asynchronous invocations are over at once, and time has passed all the same. */
export class HurriedClock implements Clock {
  /** Milliseconds, in order. */
  readonly waits: number[] = [];
  #ahead = 0;

  now(): number {
    return systemClock.now() + this.#ahead;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (!retryWaits.has(ms)) return systemClock.sleep(ms, signal);
    signal?.throwIfAborted();
    this.waits.push(ms);
    this.#ahead += ms;
  }
}
