import { StateFailure } from './state-failure.ts';

/** States.ItemReaderFailed: a distributed Map could not read its items. */
export class ItemReaderFailed extends StateFailure {
  static readonly errorName = 'States.ItemReaderFailed';

  constructor(cause: string) {
    super(ItemReaderFailed.errorName, cause);
  }
}
