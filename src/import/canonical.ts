/** Definitions that mean the same, in the same form. */
import { innerMachines } from '../compile/asl/states.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { QueryLanguage } from '../workflow/workflow.ts';

/**
 * The definition without what it may as well leave out: each JSONata state says so itself, nothing else names a language,
 * and the version that is the only one goes.
 */
export function canonical(definition: JsonObject): JsonObject {
  const { QueryLanguage: _language, Version, ...rest } = definition;
  return {
    ...(Version !== undefined && Version !== '1.0' && { Version }),
    ...withStates(rest, machineLanguage(definition)),
  };
}

export function machineLanguage({ QueryLanguage: own }: JsonObject): QueryLanguage {
  return own === 'JSONata' ? own : 'JSONPath';
}

export function stateLanguage({ QueryLanguage: own }: JsonObject, machine: QueryLanguage): QueryLanguage {
  return own === 'JSONata' || own === 'JSONPath' ? own : machine;
}

/**
 * A state that needs no machine around it to tell its language, nor that of the states inside of it. That one speaks JSONPath
 * in a JSONata machine, which AWS refuses, stays to be seen.
 */
export function selfContained(state: JsonObject, machine: QueryLanguage): JsonObject {
  const { QueryLanguage: _language, ...rest } = state;
  const isJsonata = stateLanguage(state, machine) === 'JSONata';
  const inner = innerMachines(rest).reduce(
    (outer, [path, one]) => replaced(outer, path as [string, number?], withStates(one, machine)),
    rest,
  );
  const language = isJsonata ? 'JSONata' : machine === 'JSONata' ? 'JSONPath' : undefined;
  return { ...inner, ...(language && { QueryLanguage: language }) };
}

function withStates(definition: JsonObject, machine: QueryLanguage): JsonObject {
  const { States } = definition;
  if (!isObject(States)) return definition;
  const states = Object.entries(States).map(([name, state]): [string, Json] => [
    name,
    isObject(state) ? selfContained(state, machine) : state,
  ]);
  return { ...definition, States: Object.fromEntries(states) };
}

/** The state with another machine under a field, or in the list that a field has. */
function replaced(state: JsonObject, [field, index]: [string, number?], machine: JsonObject): JsonObject {
  if (index === undefined) return { ...state, [field]: machine };
  return { ...state, [field]: (state[field] as readonly Json[]).with(index, machine) };
}
