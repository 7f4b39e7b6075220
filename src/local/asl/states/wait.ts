import { compileFlow } from '../fields/flow.ts';
import { compileDelay } from '../fields/delay.ts';
import type { StateCompiler } from './compiler.ts';
import { nextOf } from './next.ts';

/** Wait: a number of seconds, or until a point in time; then its input goes on. */
export const compileWait: StateCompiler = (name, definition, { language }) => {
  const flow = compileFlow(definition, language);
  const delay = compileDelay(definition, language);
  const next = nextOf(definition);
  return {
    name,
    type: 'Wait',
    async run(visit) {
      const taken = await flow.take(visit);
      const wait = await delay(visit);
      if (wait > 0) await visit.frame.run.environment.clock.sleep(wait, visit.frame.signal);
      return { ...(await flow.give(visit, taken, taken.input)), ...next };
    },
  };
};
