/** When things are written: what a call changed before its answer, what happens without one soon. */
import type { Clock } from '../../clock.ts';

/** How long what happens without a call waits for more of its kind. Milliseconds. */
const soonMs = 200;

export class Saver {
  readonly #write: () => Promise<void>;
  readonly #clock: Clock;
  readonly #failed: (thrown: unknown) => void;
  readonly #closing = new AbortController();
  /** The write that goes on. */
  #current: Promise<void> = Promise.resolve();
  /** The one that begins after it: everybody who comes meanwhile shares it. */
  #next: Promise<void> | undefined;
  #soon: Promise<void> | undefined;
  #isPending = false;

  /** `failed` is told what nobody waits for. */
  constructor(write: () => Promise<void>, clock: Clock, failed: (thrown: unknown) => void) {
    this.#write = write;
    this.#clock = clock;
    this.#failed = failed;
  }

  /** Resolves once all that has changed until now is written. Rejects where it cannot be. */
  save(): Promise<void> {
    this.#next ??= this.#current.then(async () => {
      this.#next = undefined;
      this.#isPending = false;
      const write = this.#write();
      this.#current = write.catch(() => undefined);
      await write;
    });
    return this.#next;
  }

  /** For who has changed nothing: what it has seen is written when it resolves; at once where all is. Never rejects. */
  async settled(): Promise<void> {
    const left = this.#isPending ? this.save() : (this.#next ?? this.#current);
    await left.catch(this.#failed);
  }

  /** Something has changed without a call: it is written soon. */
  changed(): void {
    this.#isPending = true;
    if (this.#closing.signal.aborted) return;
    this.#soon ??= this.#saveSoon();
  }

  /** Writes what is left. Rejects as `save` does. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#soon;
    await this.save();
  }

  async #saveSoon(): Promise<void> {
    const { signal } = this.#closing;
    const more = (): boolean => this.#isPending && !signal.aborted;
    while (more()) {
      await this.#clock.sleep(soonMs, signal).catch(() => undefined);
      if (more()) await this.save().catch(this.#failed);
    }
    this.#soon = undefined;
  }
}
