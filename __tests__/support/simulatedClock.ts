import type { Clock } from '../../src/clock.ts';

/** A clock on which every sleep is over at once, and time has passed. */
export class SimulatedClock implements Clock {
  /** Milliseconds of each sleep, in order. */
  readonly sleeps: number[] = [];
  #now: number;

  constructor(now = 0) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(ms);
    this.#now += Math.max(0, ms);
  }
}
