import { isObject } from '../../../json.ts';
import type { JsonObject } from '../../../json.ts';
import { member } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { StateMachineType } from '../environment.ts';
import { notAnObject, parseText } from './json-text.ts';
import { Report } from './report.ts';
import { checkState } from './state.ts';
import type { Checking } from './state.ts';
import { checkTransitions } from './transitions.ts';

/**
 * What is wrong with a definition, as CreateStateMachine and ValidateStateMachineDefinition say it. A definition without an
 * error here can be parsed and run.
 */
export function checkDefinition(text: string, type: StateMachineType): readonly Diagnostic[] {
  const parsed = parseText(text);
  if ('diagnostic' in parsed) return [parsed.diagnostic];
  if (!isObject(parsed.document)) return [notAnObject];
  const report = new Report();
  const machineLanguage = languageOfMachine(parsed.document, report);
  const names = new Set<string>();
  const checking: Checking = {
    type,
    machineLanguage,
    report,
    sequence: (inner, location) => {
      checkSequence(inner, location, names, checking);
    },
  };
  checkTimeout(parsed.document, report);
  checkSequence(parsed.document, '', names, checking);
  return report.diagnostics;
}

function languageOfMachine(definition: JsonObject, report: Report): QueryLanguage {
  const language = member(definition, 'QueryLanguage');
  if (language === 'JSONata') return language;
  if (language !== undefined && language !== 'JSONPath')
    report.schema('/QueryLanguage', 'Value is not a valid query language');
  return 'JSONPath';
}

function checkTimeout(definition: JsonObject, report: Report): void {
  const timeout = member(definition, 'TimeoutSeconds');
  if (timeout !== undefined && !(Number.isInteger(timeout) && Number(timeout) >= 1)) {
    report.schema('/TimeoutSeconds', 'Expected value of type Integer');
  }
}

/** State names are unique over the whole machine. */
function checkSequence(
  definition: JsonObject,
  location: string,
  names: Set<string>,
  checking: Checking,
): void {
  const { report } = checking;
  for (const field of ['StartAt', 'States']) {
    if (member(definition, field) === undefined)
      report.schema(location, `The field '${field}' is required but was missing`);
  }
  const states = member(definition, 'States');
  if (states === undefined) return;
  if (!isObject(states) || Object.keys(states).length === 0) {
    report.schema(`${location}/States`, 'Expected a non-empty Object of states');
    return;
  }
  for (const [name, state] of Object.entries(states)) {
    if (names.has(name)) report.duplicate(`${location}/States/${name}`, `Duplicate State name: ${name}`);
    names.add(name);
    checkState(state, `${location}/States/${name}`, checking);
  }
  if (typeof member(definition, 'StartAt') === 'string')
    checkTransitions(definition, states, location, report);
}
