import type { Json, JsonObject } from '../../../json.ts';
import { compileRule } from '../choice/rule.ts';
import { member, objects, required, text } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import { NoChoiceMatched } from '../errors/no-choice-matched.ts';
import { assignments, follow, pathField, template } from '../fields/jsonpath-flow.ts';
import { jsonataLeaving } from '../fields/jsonata-flow.ts';
import { compileJsonata } from '../jsonata/template.ts';
import type { Scope } from '../scope.ts';
import type { Transition } from '../state.ts';
import { typeName } from '../values.ts';
import type { Visit } from '../visit.ts';
import type { StateCompiler } from './compiler.ts';

/** A way out of the state: the first whose condition holds is taken. */
interface Way {
  holds(scope: Scope): Promise<boolean>;
  take(visit: Visit, scope: Scope): Promise<Transition>;
}

/** Choice: goes on to the state of the first rule that holds, else to Default. */
export const compileChoice: StateCompiler = (name, definition, { language }) => {
  const ways = compileWays(definition, language);
  const inputPath = pathField(definition, 'InputPath');
  return {
    name,
    type: 'Choice',
    async run(visit) {
      const scope = language === 'JSONata' ? visit.scope() : visit.scope(follow(inputPath, visit.scope()));
      visit.inspection?.note('afterInputPath', scope.input);
      for (const way of ways) if (await way.holds(scope)) return way.take(visit, scope);
      throw new NoChoiceMatched(name);
    },
  };
};

function compileWays(definition: JsonObject, language: QueryLanguage): readonly Way[] {
  const compile = language === 'JSONata' ? jsonataWay : jsonpathWay(definition);
  const rules = objects(definition, 'Choices').map((rule, i) => compile(rule, i));
  const next = text(definition, 'Default');
  if (next === undefined) return rules;
  const otherwise = compile(
    { ...definition, Next: next, Condition: true, Variable: '$', IsPresent: true },
    -1,
  );
  return [...rules, otherwise];
}

/** InputPath and OutputPath are the state's; Assign may be the rule's. */
function jsonpathWay(state: JsonObject): (rule: JsonObject) => Way {
  const outputPath = pathField(state, 'OutputPath');
  return (definition) => {
    const rule = compileRule(definition);
    const assign = template(definition, 'Assign');
    const next = required(text(definition, 'Next'), 'Next');
    return {
      holds: async (scope) => rule(scope),
      async take(visit, scope) {
        const assigned = assignments(assign, scope);
        return { output: follow(outputPath, visit.scope(scope.input)), next, ...(assigned && { assigned }) };
      },
    };
  };
}

function jsonataWay(definition: JsonObject, index: number): Way {
  const holds = compileCondition(required(member(definition, 'Condition'), 'Condition'), index);
  const leave = jsonataLeaving(definition);
  const next = required(text(definition, 'Next'), 'Next');
  return { holds, take: async (visit, scope) => ({ ...(await leave(scope, visit.input)), next }) };
}

function compileCondition(source: Json, index: number): (scope: Scope) => Promise<boolean> {
  const location = `Choices[${index}]/Condition`;
  const template = compileJsonata(source, location);
  return async (scope) => {
    const value = await template.evaluate(scope);
    if (typeof value === 'boolean') return value;
    throw (
      template.expression?.unexpected(location, 'boolean', typeName(value), value) ?? new TypeError(location)
    );
  };
}
