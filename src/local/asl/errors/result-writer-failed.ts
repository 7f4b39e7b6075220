import { StateFailure } from './state-failure.ts';

/** States.ResultWriterFailed: a distributed Map could not write its results. */
export class ResultWriterFailed extends StateFailure {
  static readonly errorName = 'States.ResultWriterFailed';

  constructor(cause: string) {
    super(ResultWriterFailed.errorName, cause);
  }
}
