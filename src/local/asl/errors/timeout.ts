import { StateFailure } from './state-failure.ts';

/** States.Timeout: a task ran longer than TimeoutSeconds, or was silent for longer than HeartbeatSeconds. AWS gives no cause. */
export class TimeoutFailure extends StateFailure {
  static readonly errorName = 'States.Timeout';

  constructor() {
    super(TimeoutFailure.errorName);
  }
}
