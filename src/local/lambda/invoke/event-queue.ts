/** Asynchronous invocations: run on their own, again when they fail, and what becomes of them is delivered. */
import { AwsError } from '../../errors.ts';
import type { LambdaBackend } from '../backend.ts';
import { deliverConclusion } from '../events/delivery.ts';
import type { Attempt, Conclusion } from '../events/record.ts';
import { latestVersion } from '../model.ts';
import { execute, selectVersion, type Admitted } from './invoke.ts';

/** Waits before the second and the third attempt (AWS Lambda developer guide, "Retry behavior": one minute, then two). */
const retryWaits = [60_000, 120_000];

/** A throttled event is tried again after waits that double from one second to five minutes. */
const throttled = { firstWait: 1000, longestWait: 300_000 };

/** An event is kept for six hours, unless its function wants it shorter. */
const longestAge = 6 * 3_600_000;

/** An event until something has become of it. */
export interface Pending {
  readonly event: Admitted;
  /** Milliseconds since 1970. */
  readonly acceptedAt: number;
  /** How often it was tried, throttling aside. */
  attempts: number;
  /** The last time that it was. */
  last: Attempt | undefined;
}

export class EventQueue {
  readonly #backend: LambdaBackend;
  readonly #closed = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #pending = new Set<Pending>();

  constructor(backend: LambdaBackend) {
    this.#backend = backend;
  }

  /** What has come to no end yet: when the queue is closed, that is what was called off. */
  get pending(): Iterable<Pending> {
    return this.#pending;
  }

  add(event: Admitted): void {
    const acceptedAt = this.#backend.cloud.executionClock.now();
    this.resume({ event, acceptedAt, attempts: 0, last: undefined });
  }

  /** Goes on with an event where it stood. */
  resume(pending: Pending): void {
    this.#pending.add(pending);
    const run = this.#process(pending).catch((error: unknown) => {
      if (this.#closed.signal.aborted) return;
      const { note } = this.#backend.cloud.options;
      note(`an asynchronous invocation of ${pending.event.lambda.name} was dropped: ${String(error)}`);
    });
    this.#running.add(run);
    void run.finally(() => {
      this.#running.delete(run);
      if (!this.#closed.signal.aborted) this.#pending.delete(pending);
      this.#backend.cloud.changed();
    });
  }

  /** Calls off what waits. Resolves when nothing runs, for which the processes have to end. */
  async close(): Promise<void> {
    this.#closed.abort();
    await Promise.allSettled(this.#running);
  }

  async #process(pending: Pending): Promise<void> {
    const conclusion = await this.#conclude(pending);
    if (this.#closed.signal.aborted) return;
    await deliverConclusion(this.#backend.cloud, pending.event, conclusion);
  }

  /** Attempts until one succeeds, or until there are to be no more. */
  async #conclude(pending: Pending): Promise<Conclusion> {
    const { event, acceptedAt } = pending;
    for (let throttledWait = throttled.firstWait; ;) {
      if (event.lambda.reservedConcurrency === 0) return { condition: 'ZeroReservedConcurrency', ...pending };
      const attempt = await this.#attempt(event);
      this.#closed.signal.throwIfAborted();
      if (attempt) {
        pending.last = attempt;
        pending.attempts++;
        if (attempt.execution.functionError === undefined) return { condition: 'Success', ...pending };
        if (pending.attempts > this.#retriesOf(event)) return { condition: 'RetriesExhausted', ...pending };
      }
      const wait = attempt ? (retryWaits[pending.attempts - 1] ?? 0) : throttledWait;
      if (!attempt) throttledWait = Math.min(throttledWait * 2, throttled.longestWait);
      if (this.#backend.cloud.executionClock.now() + wait > acceptedAt + this.#longestAgeOf(event))
        return { condition: 'EventAgeExceeded', ...pending };
      await this.#backend.cloud.executionClock.sleep(wait, this.#closed.signal);
    }
  }

  /** Undefined when the function was throttled. */
  async #attempt(event: Admitted): Promise<Attempt | undefined> {
    try {
      const version = selectVersion(this.#backend, event);
      const execution = await execute(this.#backend, event, version);
      return { execution, version: version.version };
    } catch (error) {
      if (error instanceof AwsError && error.code === 'TooManyRequestsException') return undefined;
      throw error;
    }
  }

  #retriesOf({ lambda, reference }: Admitted): number {
    const config = lambda.eventConfigs.get(reference.qualifier ?? latestVersion);
    return config?.retryAttempts ?? retryWaits.length;
  }

  /** Milliseconds. */
  #longestAgeOf({ lambda, reference }: Admitted): number {
    const age = lambda.eventConfigs.get(reference.qualifier ?? latestVersion)?.eventAge;
    return age === undefined ? longestAge : age * 1000;
  }
}
