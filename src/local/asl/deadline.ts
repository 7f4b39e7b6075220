import type { Clock } from '../../clock.ts';
import { TimeoutFailure } from './errors/timeout.ts';

/** The timers of one attempt. `passed` rejects with TimeoutFailure when either runs out, or with the reason given to abort. */
export class Deadline {
  readonly #clock: Clock;
  readonly #controller = new AbortController();
  readonly passed: Promise<never>;
  #heartbeat: AbortController | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.passed = new Promise((_, reject) => {
      this.signal.addEventListener('abort', () => {
        reject(this.signal.reason as Error);
      });
    });
    this.passed.catch(() => undefined);
  }

  /** Aborted when the work is to be given up. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  after(seconds: number): void {
    this.#expire(seconds, this.signal);
  }

  /** Replaces the heartbeat's timer by a new one. */
  within(seconds: number): void {
    this.#heartbeat?.abort();
    this.#heartbeat = new AbortController();
    this.#expire(seconds, this.#heartbeat.signal);
  }

  abort(reason: unknown): void {
    this.#heartbeat?.abort();
    this.#controller.abort(reason);
  }

  /** Ends the timers once the attempt is over. */
  clear(): void {
    this.abort(new Error('The attempt is over'));
  }

  #expire(seconds: number, signal: AbortSignal): void {
    const expire = (): void => {
      this.abort(new TimeoutFailure());
    };
    this.#clock.sleep(seconds * 1000, signal).then(expire, () => undefined);
  }
}
