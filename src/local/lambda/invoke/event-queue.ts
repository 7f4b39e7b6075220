/** Asynchronous invocations: run on their own, and again when they fail. */
import { AwsError } from '../../errors.ts';
import type { LambdaBackend } from '../backend.ts';
import { latestVersion, type EventInvokeConfig } from '../model.ts';
import { execute, selectVersion, type Admitted } from './invoke.ts';

/** Waits before the second and the third attempt (AWS Lambda developer guide, "Retry behavior": one minute, then two). */
const retryWaits = [60_000, 120_000];

/** A throttled event is tried again for up to six hours, after waits that double from one second to five minutes. */
const throttled = { firstWait: 1000, longestWait: 300_000, total: 6 * 3_600_000 };

export class EventQueue {
  readonly #backend: LambdaBackend;
  readonly #closed = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(backend: LambdaBackend) {
    this.#backend = backend;
  }

  add(event: Admitted): void {
    const run = this.#attempt(event).catch((error: unknown) => {
      if (this.#closed.signal.aborted) return;
      const { note } = this.#backend.cloud.options;
      note(`an asynchronous invocation of ${event.lambda.name} was dropped: ${String(error)}`);
    });
    this.#running.add(run);
    void run.finally(() => this.#running.delete(run));
  }

  /** Calls off what waits. Resolves when nothing runs, for which the processes have to end. */
  async close(): Promise<void> {
    this.#closed.abort();
    await Promise.allSettled(this.#running);
  }

  async #attempt(event: Admitted): Promise<void> {
    const retries = this.#configOf(event)?.retryAttempts ?? retryWaits.length;
    for (const wait of [...retryWaits.slice(0, retries), undefined]) {
      const failed = await this.#runUnthrottled(event);
      if (!failed || wait === undefined) return;
      await this.#sleep(wait);
    }
  }

  /** True when the function failed. */
  async #runUnthrottled(event: Admitted): Promise<boolean> {
    const age = this.#configOf(event)?.eventAge;
    const until =
      this.#backend.cloud.executionClock.now() + (age === undefined ? throttled.total : age * 1000);
    for (let wait = throttled.firstWait; ; wait = Math.min(wait * 2, throttled.longestWait)) {
      try {
        const version = selectVersion(this.#backend, event);
        const { functionError } = await execute(this.#backend, event, version);
        return functionError !== undefined;
      } catch (error) {
        const retry = error instanceof AwsError && error.code === 'TooManyRequestsException';
        if (!retry || this.#backend.cloud.executionClock.now() > until) throw error;
        await this.#sleep(wait);
      }
    }
  }

  #configOf({ lambda, reference }: Admitted): EventInvokeConfig | undefined {
    return lambda.eventConfigs.get(reference.qualifier ?? latestVersion);
  }

  #sleep(ms: number): Promise<void> {
    return this.#backend.cloud.executionClock.sleep(ms, this.#closed.signal);
  }
}
