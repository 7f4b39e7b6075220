/** Definitions with and without the functions' versions in them. */
import type { StateMachineBlueprint } from '../../compile/blueprint.ts';
import { mapStrings, resolveReferences } from '../../compile/references.ts';
import type { Json } from '../../json.ts';
import type { FunctionPlan } from '../function/plan.ts';

/** The wanted definition with each function as the ARN of a version; versions come by the function's key. */
export function resolveDefinition(
  wanted: StateMachineBlueprint,
  functions: readonly FunctionPlan[],
  versions: ReadonlyMap<string, string>,
): Json {
  const arns = new Map(functions.map(({ wanted: { blueprint } }) => [blueprint.key, blueprint.arn]));
  return resolveReferences(wanted.definition, (key) => `${arns.get(key) ?? ''}:${versions.get(key) ?? ''}`);
}

/** The same for people: each function by its key, whatever its version. */
export function namedDefinition(definition: Json, functions: readonly FunctionPlan[]): Json {
  const keys = new Map(functions.map(({ wanted: { blueprint } }) => [blueprint.arn, blueprint.key]));
  return mapStrings(
    resolveReferences(definition, (key) => `\${functions.${key}}`),
    (text) => {
      const [, arn = '', key = keys.get(arn)] =
        /^(arn:[^:]+:lambda:[^:]+:\d+:function:[^:]+)(?::\d+)?$/.exec(text) ?? [];
      return key === undefined ? text : `\${functions.${key}}`;
    },
  );
}

/** Versions of functions that a definition calls: `NAME:VERSION`. */
export function calledVersions(definition: string): string[] {
  return [...definition.matchAll(/:function:([\w-]+:\d+)(?=")/g)].map(([, called = '']) => called);
}
