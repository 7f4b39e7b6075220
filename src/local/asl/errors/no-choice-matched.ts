import { StateFailure } from './state-failure.ts';

/** States.NoChoiceMatched: no rule of a Choice state without Default applies. */
export class NoChoiceMatched extends StateFailure {
  static readonly errorName = 'States.NoChoiceMatched';

  constructor(state: string) {
    super(NoChoiceMatched.errorName, `No choice rule of the state '${state}' matched, and it has no default`);
  }
}
