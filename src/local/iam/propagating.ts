/**
 * A value that others see only some time after each change: IAM is eventually consistent, and `--propagation` makes
 * it as slow as wanted.
 */
import type { Clock } from '../../clock.ts';

/** What others see of a value; undefined as long as not even its first form has arrived. */
export interface Seen<T> {
  seen(): T | undefined;
}

interface Change<T> {
  readonly value: T;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly seenFrom: number;
}

export class Propagating<T> implements Seen<T> {
  /** What the one who changed it sees at once. */
  latest: T;
  readonly #clock: Clock;
  readonly #delayMs: number;
  /** Oldest first; none but the first can have been seen already. */
  #changes: Change<T>[];

  constructor(value: T, clock: Clock, delayMs: number) {
    this.latest = value;
    this.#clock = clock;
    this.#delayMs = delayMs;
    this.#changes = [this.#change(value)];
  }

  /** One whose value others have seen already. */
  static arrived<T>(value: T, clock: Clock, delayMs: number): Propagating<T> {
    const arrived = new Propagating(value, clock, delayMs);
    arrived.#changes = [{ value, seenFrom: 0 }];
    return arrived;
  }

  set(value: T): void {
    this.latest = value;
    this.#forget();
    this.#changes.push(this.#change(value));
  }

  seen(): T | undefined {
    this.#forget();
    const [oldest] = this.#changes;
    return oldest && oldest.seenFrom <= this.#clock.now() ? oldest.value : undefined;
  }

  #change(value: T): Change<T> {
    return { value, seenFrom: this.#clock.now() + this.#delayMs };
  }

  /** Drops what a later value has replaced. */
  #forget(): void {
    const now = this.#clock.now();
    const current = this.#changes.findLastIndex(({ seenFrom }) => seenFrom <= now);
    if (current > 0) this.#changes = this.#changes.slice(current);
  }
}
