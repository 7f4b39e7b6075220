import type { JsonObject } from '../../../json.ts';
import { member } from '../definition.ts';
import { compileFlow } from '../fields/flow.ts';
import { nextOf } from './next.ts';
import type { StateCompiler } from './compiler.ts';

/** Pass: hands its input on, or Result (JSONPath), or Output (JSONata). */
export const compilePass: StateCompiler = (name, definition: JsonObject, { language }) => {
  const flow = compileFlow(definition, language);
  const result = member(definition, 'Result');
  const next = nextOf(definition);
  return {
    name,
    type: 'Pass',
    async run(visit) {
      const taken = await flow.take(visit);
      const given = await flow.give(visit, taken, result === undefined ? taken.arguments : result);
      return { ...given, ...next };
    },
  };
};
