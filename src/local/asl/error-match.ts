import { TimeoutFailure } from './errors/timeout.ts';
import type { StateFailure } from './errors/state-failure.ts';

/** Whether ErrorEquals names a failure. States.TaskFailed stands for every error but States.Timeout. */
export function errorMatches(names: readonly string[], failure: StateFailure): boolean {
  return names.some((name) => matches(name, failure));
}

function matches(name: string, { error }: StateFailure): boolean {
  if (name === 'States.ALL') return true;
  if (name === 'States.TaskFailed') return error !== TimeoutFailure.errorName;
  return name === error;
}
