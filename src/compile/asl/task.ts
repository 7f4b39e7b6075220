/** What all Tasks have: the call, and what is handed over to it. */
import type { Json, JsonObject } from '../../json.ts';
import type { QueryLanguage } from '../../workflow/workflow.ts';
import { isPath } from './path.ts';

/** A Task that calls an integration of Step Functions, such as `lambda:invoke`, with its pattern behind a dot. */
export function integration(name: string, pattern: string | undefined): JsonObject {
  return {
    Type: 'Task',
    Resource: `arn:\${partition}:states:::${name}${pattern === undefined ? '' : `.${pattern}`}`,
  };
}

/** What is handed over: `Arguments` in JSONata, `Parameters` in JSONPath. Those that are undefined are left out. */
export function handedOver(
  values: Readonly<Record<string, Json | undefined>>,
  queryLanguage: QueryLanguage,
): JsonObject {
  return { [queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters']: template(values, queryLanguage) };
}

/** In JSONPath the name of a value that is a path or an intrinsic function ends in `.$`. */
export function template(
  values: Readonly<Record<string, Json | undefined>>,
  queryLanguage: QueryLanguage,
): JsonObject {
  const entries = Object.entries(values).flatMap(([name, value]): [string, Json][] =>
    value === undefined ? [] : [[isDynamic(value, queryLanguage) ? `${name}.$` : name, value]],
  );
  return Object.fromEntries(entries);
}

function isDynamic(value: Json, queryLanguage: QueryLanguage): boolean {
  if (isPath(value, queryLanguage)) return true;
  return queryLanguage === 'JSONPath' && typeof value === 'string' && /^States\.[A-Za-z]+\(/.test(value);
}

/** Whether the step itself says what becomes of its result. */
export function shapesResult(fields: JsonObject): boolean {
  return ['Output', 'OutputPath', 'ResultPath', 'ResultSelector'].some((field) => field in fields);
}

/** The result without what the integration puts around it, unless the step itself says what becomes of it. */
export function unwrapped(member: string, fields: JsonObject, queryLanguage: QueryLanguage): JsonObject {
  if (shapesResult(fields)) return {};
  return queryLanguage === 'JSONata'
    ? { Output: `{% $states.result.${member} %}` }
    : { OutputPath: `$.${member}` };
}
