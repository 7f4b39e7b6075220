import { StateFailure } from './state-failure.ts';

/** States.ExceedToleratedFailureThreshold: more children of a distributed Map failed than it tolerates. */
export class ExceedToleratedFailureThreshold extends StateFailure {
  static readonly errorName = 'States.ExceedToleratedFailureThreshold';

  constructor() {
    super(
      ExceedToleratedFailureThreshold.errorName,
      'The specified tolerated failure threshold was exceeded',
    );
  }
}
