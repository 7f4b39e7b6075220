import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../src/clock.ts';

interface Timer {
  readonly due: number;
  readonly wake: () => void;
}

/** Time that passes only when nothing else is to be done: it jumps to the next timer once the process is idle. */
export class SimulatedClock implements Clock {
  #now = Date.parse('2026-01-01T00:00:00Z');
  #timers: Timer[] = [];
  #driving = false;

  now(): number {
    return this.#now;
  }

  /** Timers that have neither fired nor been aborted. */
  get pending(): number {
    return this.#timers.length;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const timer: Timer = { due: this.#now + Math.max(0, ms), wake: resolve };
      this.#timers.push(timer);
      signal?.addEventListener('abort', () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
        reject(signal.reason as Error);
      });
      void this.#drive();
    });
  }

  async #drive(): Promise<void> {
    if (this.#driving) return;
    this.#driving = true;
    while (this.#timers.length > 0) {
      for (let turn = 0; turn < 4; turn++) await setImmediate();
      const due = Math.min(...this.#timers.map((timer) => timer.due));
      if (due === Infinity) break;
      this.#now = Math.max(this.#now, due);
      const ripe = this.#timers.filter((timer) => timer.due <= due);
      this.#timers = this.#timers.filter((timer) => timer.due > due);
      for (const timer of ripe) timer.wake();
    }
    this.#driving = false;
  }
}
