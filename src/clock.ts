/**
 * Time, injected: whatever waits or stamps asks a Clock, so that tests and `--fast-waits` can bring their own.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /**
   * Resolves after `ms` milliseconds (at once for zero and less). When `signal` aborts, rejects with its reason
   * and leaves no timer behind.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The time that executions live by: a clock that may run ahead of real time while nothing real goes on. */
export interface ExecutionClock extends Clock {
  /** Does real work (a process, a request, a computation): until it is done, time passes as it really does. */
  busy<Result>(work: () => Promise<Result>): Promise<Result>;
  /** The other way round: a part of real work that does nothing but wait for what this clock will bring about. */
  idle<Result>(wait: () => Promise<Result>): Promise<Result>;
}

/** Time as it really passes. */
export function unhurried(clock: Clock): ExecutionClock {
  return {
    now: () => clock.now(),
    sleep: (ms, signal) => clock.sleep(ms, signal),
    busy: (work) => work(),
    idle: (wait) => wait(),
  };
}

/** setTimeout takes no more than this many milliseconds (24.8 days) and fires at once beyond it. */
const longestTimer = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    for (let left = ms; left > 0; left -= longestTimer) await timer(Math.min(left, longestTimer), signal);
    signal?.throwIfAborted();
  },
};

function timer(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = (): void => {
      clearTimeout(handle);
      reject(signal?.reason as Error);
    };
    const handle = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
