import type { Json, JsonObject } from '../../../json.ts';
import { member } from '../definition.ts';
import { compileJsonata } from '../jsonata/template.ts';
import type { JsonataTemplate } from '../jsonata/template.ts';
import type { Scope, Variables } from '../scope.ts';
import type { Flow, Given } from './flow.ts';

/** Arguments on the way in; Assign and Output, which both see the same variables, on the way out. */
export function jsonataFlow(definition: JsonObject): Flow {
  const args = jsonataField(definition, 'Arguments');
  const leave = jsonataLeaving(definition);
  return {
    async take(visit) {
      const { input } = visit;
      const given = args === undefined ? input : await args.evaluate(visit.scope());
      visit.inspection?.note('afterArguments', given);
      return { input, arguments: given };
    },
    give: (visit, _, result) => leave(visit.scope(visit.input, { result }), result),
  };
}

/** Assign and Output of a state, a Choice rule or a Catcher; `otherwise` is the output where there is no Output. */
export function jsonataLeaving(definition: JsonObject): (scope: Scope, otherwise: Json) => Promise<Given> {
  const assign = jsonataField(definition, 'Assign');
  const output = jsonataField(definition, 'Output');
  return async (scope, otherwise) => {
    const assigned = (await assign?.evaluate(scope)) as Variables | undefined;
    return {
      output: output === undefined ? otherwise : await output.evaluate(scope),
      ...(assigned && Object.keys(assigned).length > 0 && { assigned }),
    };
  };
}

export function jsonataField(definition: JsonObject, field: string): JsonataTemplate | undefined {
  const value = member(definition, field);
  return value === undefined ? undefined : compileJsonata(value, field);
}
