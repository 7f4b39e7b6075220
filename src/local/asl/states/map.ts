import type { JsonObject } from '../../../json.ts';
import { object, required, text } from '../definition.ts';
import { mapFailed } from '../events/map.ts';
import { compileFlow } from '../fields/flow.ts';
import { compileDistributed } from '../map/distributed.ts';
import { compileInline } from '../map/inline.ts';
import { compileRehearsal } from '../map/rehearsal.ts';
import { recover } from '../recovery.ts';
import { compileRecovery } from '../recovery-fields.ts';
import { nextOf } from './next.ts';
import type { StateCompiler, Surroundings } from './compiler.ts';
import type { MapMode } from '../map/mode.ts';

/** Map: runs its processor once for each item, within the execution or as executions of their own. */
export const compileMap: StateCompiler = (name, definition, surroundings) => {
  const { language } = surroundings;
  const mode = compileMode(name, definition, surroundings);
  const rehearse = compileRehearsal(definition, language);
  const flow = compileFlow(withoutParameters(definition), language);
  const recovery = compileRecovery(definition, language);
  const next = nextOf(definition);
  return {
    name,
    type: 'Map',
    run: (visit) =>
      recover(
        recovery,
        visit,
        async () => {
          const taken = await flow.take(visit);
          const result = await (visit.inspection ? rehearse : mode.run)(visit, taken.input);
          const given = await flow.give(visit, taken, result);
          mode.succeeded(visit);
          return { ...given, ...next };
        },
        () => visit.frame.emit(mapFailed()),
      ),
  };
};

/** Parameters of a Map is an old name of ItemSelector. */
function withoutParameters(definition: JsonObject): JsonObject {
  const { Parameters: _, ...rest } = definition;
  return rest;
}

function compileMode(name: string, definition: JsonObject, surroundings: Surroundings): MapMode {
  const processor = required(
    object(definition, 'ItemProcessor') ?? object(definition, 'Iterator'),
    'ItemProcessor',
  );
  const config = object(processor, 'ProcessorConfig') ?? {};
  const compile = text(config, 'Mode') === 'DISTRIBUTED' ? compileDistributed : compileInline;
  return compile(name, definition, processor, surroundings);
}
