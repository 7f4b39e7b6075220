import { StateFailure } from './state-failure.ts';

/** States.DataLimitExceeded: a result or payload is larger than 256 KiB of UTF-8. */
export class DataLimitExceeded extends StateFailure {
  static readonly errorName = 'States.DataLimitExceeded';

  /** `what` names the state or the task's resource. */
  constructor(what: string) {
    super(
      DataLimitExceeded.errorName,
      `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    );
  }
}
