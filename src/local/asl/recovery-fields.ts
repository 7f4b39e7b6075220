import type { JsonObject } from '../../json.ts';
import { number, objects, text, texts } from './definition.ts';
import type { QueryLanguage } from './definition.ts';
import { assignments, pathField, place, template } from './fields/jsonpath-flow.ts';
import { jsonataLeaving } from './fields/jsonata-flow.ts';
import type { Catcher, Recovery } from './recovery.ts';
import type { Retrier } from './retry.ts';
import { nextOf } from './states/next.ts';

/** Retry and Catch of a state. */
export function compileRecovery(definition: JsonObject, language: QueryLanguage): Recovery {
  const catcher = language === 'JSONata' ? jsonataCatcher : jsonpathCatcher;
  return {
    retriers: objects(definition, 'Retry').map(compileRetrier),
    catchers: objects(definition, 'Catch').map(catcher),
  };
}

/** AWS's defaults: three retries, after 1, 2 and 4 seconds. */
function compileRetrier(definition: JsonObject): Retrier {
  return {
    errors: texts(definition, 'ErrorEquals'),
    interval: number(definition, 'IntervalSeconds') ?? 1,
    maxAttempts: number(definition, 'MaxAttempts') ?? 3,
    backoffRate: number(definition, 'BackoffRate') ?? 2,
    maxDelay: number(definition, 'MaxDelaySeconds') ?? Infinity,
    jitter: text(definition, 'JitterStrategy') === 'FULL' ? 'FULL' : 'NONE',
  };
}

function jsonpathCatcher(definition: JsonObject): Catcher {
  const assign = template(definition, 'Assign');
  const resultPath = pathField(definition, 'ResultPath');
  return {
    errors: texts(definition, 'ErrorEquals'),
    async transit(visit, errorOutput) {
      const assigned = assignments(assign, visit.scope(errorOutput));
      const output = place(resultPath, visit.input, errorOutput);
      return { output, ...nextOf(definition), ...(assigned && { assigned }) };
    },
  };
}

function jsonataCatcher(definition: JsonObject): Catcher {
  const leave = jsonataLeaving(definition);
  return {
    errors: texts(definition, 'ErrorEquals'),
    async transit(visit, errorOutput) {
      const given = await leave(visit.scope(visit.input, { errorOutput }), errorOutput);
      return { ...given, ...nextOf(definition) };
    },
  };
}
