import { secondsOf } from '../duration.ts';
import type { CatcherInput, RetrierInput } from '../schema/errors.ts';
import type { CatchSpec, RetrySpec } from '../step.ts';
import { within, type Place } from './expression.ts';
import { aslFields } from './fields.ts';

/** A `retry` list with its durations in seconds. */
export function retryOf(retriers: readonly RetrierInput[]): RetrySpec[] {
  return retriers.map(({ errorEquals, interval, maxDelay, maxAttempts, backoffRate, jitterStrategy }) => ({
    errorEquals,
    ...(interval !== undefined && { intervalSeconds: secondsOf(interval) }),
    ...(maxAttempts !== undefined && { maxAttempts }),
    ...(backoffRate !== undefined && { backoffRate }),
    ...(maxDelay !== undefined && { maxDelaySeconds: secondsOf(maxDelay) }),
    ...(jitterStrategy !== undefined && { jitterStrategy }),
  }));
}

/** A `catch` list with what each does to the data in ASL's capitals. */
export function catchOf(catchers: readonly CatcherInput[], place: Place): CatchSpec[] {
  return catchers.map((catcher, index) => ({
    errorEquals: catcher.errorEquals,
    next: catcher.next,
    fields: aslFields(catcher, within(place, 'catch', index)),
  }));
}
