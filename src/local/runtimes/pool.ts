/** Workers that serve one task at a time: reused while they live, more of them while tasks wait, fewer when idle. */
import type { Clock } from '../../clock.ts';
import { AwsError } from '../errors.ts';
import { deferred } from './deferred.ts';

export interface Worker {
  /** Resolves when a task may be given to it, even if only to learn that it does not work. */
  initialised(): Promise<void>;
  /** After a task: true as soon as it can take the next one, false when it has ended. */
  idle(): Promise<boolean>;
  /** Settles when it has ended, for whatever reason. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

export interface PoolOptions<W extends Worker> {
  readonly start: () => Promise<W>;
  readonly clock: Clock;
  /** Never more workers than this; further tasks wait. */
  readonly limit: number;
  /** How long a worker may have nothing to do. */
  readonly idleMs: number;
}

interface Waiting<W> {
  readonly resolve: (worker: W) => void;
  readonly reject: (reason: unknown) => void;
}

export class Pool<W extends Worker> {
  readonly #options: PoolOptions<W>;
  readonly #queue: Waiting<W>[] = [];
  readonly #workers = new Set<W>();
  /** Workers with nothing to do, the most recently used last, and what calls off their end. */
  readonly #idle = new Map<W, AbortController>();
  /** Workers that will take a task without being asked: starting, or between a task and their readiness for the next. */
  #coming = 0;
  #starting = 0;
  #ending = 0;
  #retired = false;
  readonly #emptied = deferred<undefined>();

  constructor(options: PoolOptions<W>) {
    this.#options = options;
  }

  /** Runs a task on a worker of its own. Rejects with what `start` rejects with, or with what the task rejects with. */
  async run<Result>(task: (worker: W) => Promise<Result>): Promise<Result> {
    const worker = await this.#acquire();
    try {
      return await task(worker);
    } finally {
      void this.#release(worker);
    }
  }

  /** No new tasks will come: workers end as soon as the tasks that wait are done. Resolves when the last one has ended. */
  async retire(): Promise<void> {
    this.#retired = true;
    for (const worker of [...this.#idle.keys()]) void this.#discard(worker);
    this.#noticeEmpty();
    await this.#emptied.promise;
  }

  /** Ends all workers, whatever they do. Tasks that wait are rejected. */
  async close(): Promise<void> {
    for (const { reject } of this.#queue.splice(0)) reject(closed());
    const retired = this.retire();
    await Promise.all([...this.#workers].map((worker) => this.#discard(worker)));
    await retired;
  }

  #acquire(): Promise<W> {
    const worker = [...this.#idle.keys()].at(-1);
    if (worker) {
      this.#wake(worker);
      return Promise.resolve(worker);
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ resolve, reject });
      this.#startWhereNeeded();
    });
  }

  #startWhereNeeded(): void {
    while (this.#queue.length > this.#coming && this.#workers.size + this.#starting < this.#options.limit) {
      void this.#start();
    }
  }

  async #start(): Promise<void> {
    this.#coming++;
    this.#starting++;
    const worker = await this.#options.start().catch((reason: unknown) => {
      this.#queue.shift()?.reject(reason);
    });
    this.#starting--;
    if (worker) {
      this.#workers.add(worker);
      void worker.ended.then(() => this.#discard(worker));
      await worker.initialised();
    }
    this.#coming--;
    if (worker) this.#offer(worker);
    else this.#startWhereNeeded();
    this.#noticeEmpty();
  }

  async #release(worker: W): Promise<void> {
    this.#coming++;
    const usable = await worker.idle();
    this.#coming--;
    if (usable) this.#offer(worker);
    else await this.#discard(worker);
    this.#startWhereNeeded();
  }

  #offer(worker: W): void {
    const next = this.#queue.shift();
    if (next) next.resolve(worker);
    else if (this.#retired || !this.#workers.has(worker)) void this.#discard(worker);
    else this.#rest(worker);
  }

  #rest(worker: W): void {
    const woken = new AbortController();
    this.#idle.set(worker, woken);
    const rest = this.#options.clock.sleep(this.#options.idleMs, woken.signal);
    void rest.then(
      () => this.#discard(worker),
      () => undefined,
    );
  }

  #wake(worker: W): void {
    this.#idle.get(worker)?.abort('a task came');
    this.#idle.delete(worker);
  }

  async #discard(worker: W): Promise<void> {
    this.#wake(worker);
    this.#workers.delete(worker);
    this.#ending++;
    await worker.stop();
    this.#ending--;
    this.#noticeEmpty();
  }

  #noticeEmpty(): void {
    const empty = this.#workers.size + this.#starting + this.#ending + this.#queue.length === 0;
    if (this.#retired && empty) this.#emptied.resolve(undefined);
  }
}

function closed(): AwsError {
  return new AwsError('ServiceException', 'The endpoint was closed', 500);
}
