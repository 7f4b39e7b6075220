import { isObject } from '../../../json.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { checkDefinition } from '../check/check-definition.ts';
import { languageOf, member, object, objects } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import { invalidDefinitionMessage } from '../diagnostic.ts';
import { invalid, TestStateRefusal } from './refusal.ts';

export interface FoundState {
  readonly definition: JsonObject;
  readonly machineLanguage: QueryLanguage;
}

/** The state to be tested: the definition itself, or the named one, however deep it lies. Throws TestStateRefusal. */
export function findState(text: string, stateName: string | undefined): FoundState {
  const document = parsed(text);
  const whole = stateName === undefined ? machineOf(document) : document;
  const findings = checkDefinition(stateName === undefined ? JSON.stringify(whole) : text, 'STANDARD');
  if (findings.length > 0)
    throw new TestStateRefusal('InvalidDefinition', invalidDefinitionMessage(findings));
  const machineLanguage = isObject(document) ? languageOf(document, 'JSONPath') : 'JSONPath';
  const definition = stateName === undefined ? document : named(document, stateName);
  if (!isObject(definition)) throw invalid('State not found in definition');
  return { definition, machineLanguage: stateName === undefined ? 'JSONPath' : machineLanguage };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new TestStateRefusal(
      'InvalidDefinition',
      invalidDefinitionMessage(checkDefinition(text, 'STANDARD')),
    );
  }
}

/** A machine around a single state, with whatever states it leads to. */
function machineOf(state: Json): Json {
  if (!isObject(state)) return state;
  const targets = [
    state.Next,
    state.Default,
    ...[...objects(state, 'Choices'), ...objects(state, 'Catch')].map(({ Next }) => Next),
  ];
  const others = targets
    .filter((target) => typeof target === 'string')
    .map((target) => [target, { Type: 'Succeed' }] as const);
  return { StartAt: 'StateName', States: { ...Object.fromEntries(others), StateName: state } };
}

function named(sequence: Json | undefined, name: string): Json | undefined {
  const states = isObject(sequence) ? object(sequence, 'States') : undefined;
  if (states === undefined) return undefined;
  if (Object.hasOwn(states, name)) return states[name];
  for (const state of Object.values(states).filter(isObject)) {
    const inner = [member(state, 'ItemProcessor'), member(state, 'Iterator'), ...objects(state, 'Branches')];
    for (const nested of inner) {
      const found = named(nested, name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
