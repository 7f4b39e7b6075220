import { isObject, type JsonObject } from '../../json.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { secondsOf } from '../duration.ts';
import { didYouMean } from '../nearest.ts';
import { retriers, type CatcherInput, type RetrierInput } from '../schema/errors.ts';
import type { CatchSpec, RetrySpec } from '../step.ts';
import type { Path } from '../workflow.ts';
import { within, type Place } from './expression.ts';
import { aslFields } from './fields.ts';

/** Entries of all policies that steps name, however few are written down: each becomes one of the definition. */
const mostNamed = 50_000;

/** Retry policies by name. Wrong ones are reported with the rest of the file; their names are known all the same. */
export class Retries {
  readonly #given: JsonObject;
  readonly #policies = new Map<string, RetrySpec[]>();
  #named = 0;

  constructor(retries: unknown) {
    this.#given = isObject(retries) ? retries : {};
  }

  /** The policy of a step: its own, or the one that it names. @param path of the step's `retry`. */
  policy(retry: readonly RetrierInput[] | string, path: Path, diagnostics: Diagnostics): RetrySpec[] {
    if (typeof retry !== 'string') return retryOf(retry);
    const policy = this.#read(retry);
    if (policy) return this.#bounded(policy, path, diagnostics);
    const hint = () => didYouMean(retry, Object.keys(this.#given), 'Add it under "retries", or write a list');
    diagnostics.error(path, `there is no retry policy "${retry}"`, hint);
    return [];
  }

  #read(name: string): RetrySpec[] | undefined {
    const given = Object.hasOwn(this.#given, name) ? this.#given[name] : undefined;
    if (given === undefined) return undefined;
    const policy = this.#policies.get(name) ?? retryOf(retriers.safeParse(given).data ?? []);
    this.#policies.set(name, policy);
    return policy;
  }

  #bounded(policy: RetrySpec[], path: Path, diagnostics: Diagnostics): RetrySpec[] {
    this.#named += policy.length;
    if (this.#named <= mostNamed) return policy;
    diagnostics.error(path, `the policies up to here have more than ${mostNamed} entries`);
    return [];
  }
}

/** A `retry` list with its durations in seconds. */
function retryOf(retriers: readonly RetrierInput[]): RetrySpec[] {
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
