import type { Json } from '../../json.ts';
import { errorMatches } from './error-match.ts';
import type { StateFailure } from './errors/state-failure.ts';
import { TimeoutFailure } from './errors/timeout.ts';
import { RetryCounter } from './retry.ts';
import type { Retrier } from './retry.ts';
import type { Transition } from './state.ts';
import type { Visit } from './visit.ts';

/** What a Task, Parallel or Map does about failures. */
export interface Recovery {
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
}

export interface Catcher {
  readonly errors: readonly string[];
  /** The transition to its Next. `errorOutput` is `{ Error, Cause }`. */
  transit(visit: Visit, errorOutput: Json): Promise<Transition>;
}

/**
 * Runs attempts until one succeeds, a Catcher takes the failure, or it is final. `onFinal` writes what the history says of a failure that
 * is not retried.
 */
export async function recover(
  { retriers, catchers }: Recovery,
  visit: Visit,
  attempt: () => Promise<Transition>,
  onFinal?: () => void,
): Promise<Transition> {
  const counter = new RetryCounter(retriers, visit.inspection?.retries);
  for (;;) {
    const outcome = await settle(visit, attempt);
    if ('output' in outcome) return outcome;
    const { clock, random } = visit.frame.run.environment;
    const { index, delay } = counter.next(outcome.failure, random);
    if (index !== undefined) visit.inspection?.onRetry(outcome.failure, index, delay);
    if (delay === undefined) {
      onFinal?.();
      return caught(catchers, visit, outcome.failure);
    }
    await clock.sleep(delay * 1000, visit.frame.signal);
    visit.retryCount++;
    visit.renew();
  }
}

async function settle(
  visit: Visit,
  attempt: () => Promise<Transition>,
): Promise<Transition | { readonly failure: StateFailure }> {
  try {
    return await attempt();
  } catch (thrown) {
    return { failure: visit.failure(thrown) };
  }
}

async function caught(
  catchers: readonly Catcher[],
  visit: Visit,
  failure: StateFailure,
): Promise<Transition> {
  const index = catchers.findIndex(({ errors }) => errorMatches(errors, failure));
  const catcher = catchers[index];
  if (catcher === undefined) throw failure;
  visit.inspection?.onCatch(failure, index);
  return catcher.transit(visit, errorOutput(failure));
}

/** What a Catcher gets: null for what is missing, except that a timeout has an empty cause. */
function errorOutput(failure: StateFailure): Json {
  const missing = failure instanceof TimeoutFailure ? '' : null;
  return { Error: failure.error ?? null, Cause: failure.cause ?? missing };
}
