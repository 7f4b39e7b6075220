/** A fault that waits for its call. */
import type { Clock } from '../../clock.ts';
import { deferred } from '../runtimes/deferred.ts';
import type { Fault } from './fault.ts';
import { denial, internalFailure, throttling } from './refusals.ts';
import type { WatchedCall } from './watched-call.ts';

export class ArmedFault {
  readonly fault: Fault;
  /** Calls in scope so far. */
  seen = 0;
  /** Of those, the calls that it struck. */
  strikes = 0;
  /** Calls that it holds now. */
  holding = 0;
  readonly #clock: Clock;
  readonly #firstStrike = deferred<undefined>();
  #release = deferred<undefined>();

  constructor(fault: Fault, clock: Clock) {
    this.fault = fault;
    this.#clock = clock;
  }

  /** Counts a call, and says whether the fault strikes it. */
  strike({ service, operation }: WatchedCall): boolean {
    const { fault } = this;
    if ((fault.service ?? service) !== service || (fault.operation ?? operation) !== operation) return false;
    this.seen += 1;
    if (fault.call !== undefined && this.seen !== fault.call) return false;
    if (this.seen < (fault.from ?? 1)) return false;
    this.strikes += 1;
    return true;
  }

  /** Resolves when the fault has taken effect for the first time, or is disarmed. */
  async struck(signal: AbortSignal): Promise<void> {
    await orAborted(this.#firstStrike.promise, signal);
  }

  /** Lets the calls go that it holds now. */
  release(): void {
    this.#release.resolve(undefined);
    this.#release = deferred();
  }

  /** Nobody waits any longer for a fault that cannot strike any more. */
  disarm(): void {
    this.release();
    this.#firstStrike.resolve(undefined);
  }

  /** What the fault does before the call is carried out. Throws what the client is to get instead. */
  async before(call: WatchedCall): Promise<void> {
    const { fault } = this;
    if (!('when' in fault) || fault.when === 'before') this.#firstStrike.resolve(undefined);
    if (fault.effect === 'delay') await this.#clock.sleep(fault.ms, call.signal);
    if (fault.effect === 'error') throw internalFailure();
    if (fault.effect === 'throttle') throw throttling(call);
    if (fault.effect === 'deny') throw denial(call, fault);
    if ('when' in fault && fault.when === 'before') await this.#interrupt(call);
    call.signal.throwIfAborted();
  }

  /** What the fault does when the call has been carried out. */
  async after(call: WatchedCall): Promise<void> {
    if (!('when' in this.fault) || this.fault.when === 'before') return;
    this.#firstStrike.resolve(undefined);
    await this.#interrupt(call);
  }

  async #interrupt(call: WatchedCall): Promise<void> {
    if (this.fault.effect === 'drop') {
      call.drop();
      return;
    }
    this.holding += 1;
    try {
      await orAborted(this.#release.promise, call.signal);
    } finally {
      this.holding -= 1;
    }
  }
}

async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const aborted = deferred<undefined>();
  const abort = (): void => {
    aborted.resolve(undefined);
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    const first = await Promise.race([promise, aborted.promise]);
    signal.throwIfAborted();
    return first as T;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
