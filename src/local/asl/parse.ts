import { isObject } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import { languageOf, number, object, required, text, typeOf } from './definition.ts';
import type { QueryLanguage } from './definition.ts';
import type { Program } from './program.ts';
import type { Sequence } from './sequence.ts';
import { stateCompilers } from './states/index.ts';
import type { State } from './state.ts';

/**
 * Makes a program of a definition that checkDefinition finds no error in. Throws for any other, in no particular words.
 */
export function parseDefinition(definition: string): Program {
  const document = JSON.parse(definition) as Json;
  if (!isObject(document)) throw new TypeError('The definition is not an object');
  const timeoutSeconds = number(document, 'TimeoutSeconds');
  const sequence = compileSequence(document, languageOf(document, 'JSONPath'));
  return { sequence, ...(timeoutSeconds !== undefined && { timeoutSeconds }) };
}

/** Branches and processors inherit the machine's language, not that of the state they are in. */
export function compileSequence(definition: JsonObject, machineLanguage: QueryLanguage): Sequence {
  const states = Object.entries(required(object(definition, 'States'), 'States'));
  return {
    startAt: required(text(definition, 'StartAt'), 'StartAt'),
    states: new Map(
      states.map(([name, state]) => [name, compileState(name, state as JsonObject, machineLanguage)]),
    ),
  };
}

function compileState(name: string, definition: JsonObject, machineLanguage: QueryLanguage): State {
  return stateCompilers[typeOf(definition)](name, definition, {
    language: languageOf(definition, machineLanguage),
    machineLanguage,
    sequence: (inner) => compileSequence(inner, machineLanguage),
  });
}
