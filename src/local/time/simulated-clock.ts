/** A clock that does not wait where nothing but waiting is left to do. */
import type { Clock, ExecutionClock } from '../../clock.ts';
import { Alarms, type Alarm } from './alarms.ts';

/** The last moment that a Date can tell, in milliseconds since 1970: what is due later never comes. */
const endOfTime = 8.64e15;

/**
 * Time passes as it really does while something real goes on, and jumps to the next sleeper once nothing does. Sleepers
 * wake in the order in which they are due, one moment at a time: what one of them does, and what it waits for next,
 * comes before the next one wakes.
 *
 * A computation that lets the event loop turn must say so (`busy`); what goes on within one turn need not.
 */
export class SimulatedClock implements ExecutionClock {
  readonly #real: Clock;
  readonly #alarms = new Alarms();
  /** Milliseconds that were jumped over so far. */
  #ahead = 0;
  /** How many real things go on. */
  #busy = 0;
  /** Whether the end of this turn of the event loop is waited for. */
  #looking = false;
  /** Waits, in real time, for the first alarm. */
  #watch: { readonly due: number; readonly over: AbortController } | undefined;

  constructor(real: Clock) {
    this.#real = real;
  }

  now(): number {
    return this.#real.now() + this.#ahead;
  }

  /** How many sleep. */
  get sleepers(): number {
    return this.#alarms.size;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (ms > 0) await this.#until(Math.ceil(this.now() + ms), signal);
  }

  async busy<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#busy++;
    try {
      return await work();
    } finally {
      this.#busy--;
      this.#look();
    }
  }

  async idle<Result>(wait: () => Promise<Result>): Promise<Result> {
    this.#busy--;
    this.#look();
    try {
      return await wait();
    } finally {
      this.#busy++;
    }
  }

  #until(due: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.#alarms.callOff(alarm);
        this.#look();
        reject(signal?.reason as Error);
      };
      const ring = (): void => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const alarm: Alarm = { due, ring, off: false };
      this.#alarms.set(alarm);
      signal?.addEventListener('abort', abort, { once: true });
      this.#look();
    });
  }

  /** Looks what is next, once all that can go on at this moment has. */
  #look(): void {
    if (this.#looking) return;
    this.#looking = true;
    setImmediate(() => {
      this.#looking = false;
      this.#advance();
    });
  }

  #advance(): void {
    const due = this.#alarms.first?.due;
    const left = (due ?? Infinity) - this.now();
    if (due === undefined || due > endOfTime || (left > 0 && this.#busy > 0)) {
      this.#watchFor(due, left);
      return;
    }
    this.#ahead += Math.max(0, left);
    while (this.#alarms.first?.due === due) this.#alarms.take()?.ring();
    this.#look();
  }

  #watchFor(due: number | undefined, left: number): void {
    if (this.#watch?.due === due) return;
    this.#watch?.over.abort();
    this.#watch = undefined;
    if (due === undefined || due > endOfTime) return;
    const watch = { due, over: new AbortController() };
    this.#watch = watch;
    const look = (): void => {
      this.#watch = undefined;
      this.#look();
    };
    this.#real.sleep(left, watch.over.signal).then(look, () => undefined);
  }
}
