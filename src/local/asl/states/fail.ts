import { StateFailure } from '../errors/state-failure.ts';
import { stringField } from '../fields/string.ts';
import type { StateCompiler } from './compiler.ts';

/** Fail: ends its sequence with the given error and cause, either of which may be missing. */
export const compileFail: StateCompiler = (name, definition, { language }) => {
  const error = stringField(definition, 'Error', language);
  const cause = stringField(definition, 'Cause', language);
  return {
    name,
    type: 'Fail',
    async run(visit) {
      throw new StateFailure(await error(visit), await cause(visit));
    },
  };
};
