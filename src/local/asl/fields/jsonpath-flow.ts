import type { Json, JsonObject } from '../../../json.ts';
import { member } from '../definition.ts';
import type { Path } from '../jsonpath/ast.ts';
import { parsePath } from '../jsonpath/parse.ts';
import { readField } from '../jsonpath/read.ts';
import { setAt } from '../jsonpath/reference.ts';
import { compileTemplate } from '../jsonpath/template.ts';
import type { Template } from '../jsonpath/template.ts';
import type { Scope, Variables } from '../scope.ts';
import type { Visit } from '../visit.ts';
import type { Flow, Given, Taken } from './flow.ts';

/** A path field: not given, given as null (which stands for `{}` or drops the result), or a path. */
export type PathField = Path | null | undefined;

export function jsonpathFlow(definition: JsonObject): Flow {
  const inputPath = pathField(definition, 'InputPath');
  const parameters = template(definition, 'Parameters');
  const leave = leaving(definition);
  return {
    async take(visit) {
      const input = follow(inputPath, visit.scope());
      visit.inspection?.note('afterInputPath', input);
      const args = parameters?.evaluate(visit.scope(input)) ?? input;
      visit.inspection?.note('afterParameters', args);
      return { input, arguments: args };
    },
    give: async (visit, taken, result) => leave(visit, taken, result),
  };
}

/** ResultSelector, Assign, ResultPath, OutputPath. ResultPath puts the result into the state's whole input. */
function leaving(definition: JsonObject): (visit: Visit, taken: Taken, result: Json) => Given {
  const selector = template(definition, 'ResultSelector');
  const assign = template(definition, 'Assign');
  const resultPath = pathField(definition, 'ResultPath');
  const outputPath = pathField(definition, 'OutputPath');
  return (visit, _, result) => {
    visit.inspection?.note('result', result);
    const selected = selector?.evaluate(visit.scope(result)) ?? result;
    visit.inspection?.note('afterResultSelector', selected);
    const assigned = assignments(assign, visit.scope(selected));
    const combined = place(resultPath, visit.input, selected);
    visit.inspection?.note('afterResultPath', combined);
    return { output: follow(outputPath, visit.scope(combined)), ...(assigned && { assigned }) };
  };
}

export function template(definition: JsonObject, field: string): Template | undefined {
  const value = member(definition, field);
  return value === undefined ? undefined : compileTemplate(value);
}

export function pathField(definition: JsonObject, field: string): PathField {
  const value = member(definition, field);
  return typeof value === 'string' ? parsePath(value) : value === null ? null : undefined;
}

/** InputPath and OutputPath. */
export function follow(path: PathField, scope: Scope): Json {
  if (path === null) return {};
  return path === undefined ? scope.input : readField(path, scope);
}

/** ResultPath: null drops the result, `$` (the default) replaces the input by it. */
export function place(path: PathField, input: Json, result: Json): Json {
  if (path === null) return input;
  return path === undefined ? result : setAt(path, input, result);
}

/** What Assign gives; undefined where there is nothing to assign. */
export function assignments(assign: Template | undefined, scope: Scope): Variables | undefined {
  const assigned = assign?.evaluate(scope) as Variables | undefined;
  return assigned && Object.keys(assigned).length > 0 ? assigned : undefined;
}
