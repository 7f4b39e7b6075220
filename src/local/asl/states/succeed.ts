import { compileFlow } from '../fields/flow.ts';
import type { StateCompiler } from './compiler.ts';

/** Succeed: ends its sequence well. */
export const compileSucceed: StateCompiler = (name, definition, { language }) => {
  const flow = compileFlow(definition, language);
  return {
    name,
    type: 'Succeed',
    async run(visit) {
      const taken = await flow.take(visit);
      return flow.give(visit, taken, taken.input);
    },
  };
};
