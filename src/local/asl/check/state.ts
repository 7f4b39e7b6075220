import { isObject } from '../../../json.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { member, object } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import type { StateMachineType } from '../environment.ts';
import type { StateType } from '../state.ts';
import { checkChoices } from './choice.ts';
import { checkJsonata, checkJsonpath } from './expressions.ts';
import { allowedFields, stateTypes } from './fields.ts';
import { checkRecovery } from './recovery.ts';
import type { Report } from './report.ts';
import { checkTask } from './task.ts';
import { checkWait } from './wait.ts';

export interface Checking {
  readonly type: StateMachineType;
  readonly machineLanguage: QueryLanguage;
  readonly report: Report;
  /** Checks the states of a branch or a processor. */
  readonly sequence: (definition: JsonObject, location: string) => void;
}

export function checkState(state: Json, location: string, checking: Checking): void {
  const { report } = checking;
  if (!isObject(state)) {
    report.schema(location, 'Expected value of type Object');
    return;
  }
  const type = member(state, 'Type');
  if (type === undefined) report.schema(location, "The field 'Type' is required but was missing");
  else if (!stateTypes.includes(type as StateType))
    report.schema(`${location}/Type`, 'Value is not a valid state type');
  else checkKnownState(state, type as StateType, location, checking);
}

function checkKnownState(state: JsonObject, type: StateType, location: string, checking: Checking): void {
  const { report } = checking;
  const language = checkLanguage(state, location, checking);
  const allowed = allowedFields(type, language);
  for (const field of Object.keys(state)) {
    if (!allowed.has(field)) report.schema(`${location}/${field}`, 'Field is not supported');
  }
  checkEnd(state, allowed, location, report);
  if (language === 'JSONata') checkJsonata(state, location, report);
  else checkJsonpath(state, location, report);
  checkRecovery(state, language, location, report);
  if (type === 'Choice') checkChoices(state, language, location, report);
  if (type === 'Task') checkTask(state, checking.type, location, report);
  if (type === 'Wait') checkWait(state, location, report);
  if (type === 'Parallel') checkBranches(state, location, checking);
  if (type === 'Map') checkProcessor(state, location, checking);
}

/** JSONata for the whole machine leaves no JSONPath state; the other way round each state may choose. */
function checkLanguage(
  state: JsonObject,
  location: string,
  { machineLanguage, report }: Checking,
): QueryLanguage {
  const own = member(state, 'QueryLanguage');
  if (own === 'JSONPath' && machineLanguage === 'JSONata') {
    report.schema(
      location,
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
    );
  } else if (own !== undefined && own !== 'JSONPath' && own !== 'JSONata') {
    report.schema(`${location}/QueryLanguage`, 'Value is not a valid query language');
  }
  return own === 'JSONPath' || own === 'JSONata' ? own : machineLanguage;
}

function checkEnd(state: JsonObject, allowed: ReadonlySet<string>, location: string, report: Report): void {
  if (!allowed.has('End')) return;
  const [next, end] = [member(state, 'Next') !== undefined, member(state, 'End') === true];
  if (next === end) report.schema(location, 'Exactly one of these fields must be specified: [Next, End]');
}

function checkBranches(state: JsonObject, location: string, { report, sequence }: Checking): void {
  const branches = member(state, 'Branches');
  if (branches === undefined) report.schema(location, "The field 'Branches' is required but was missing");
  else if (!Array.isArray(branches)) report.schema(`${location}/Branches`, 'Expected value of type Array');
  else {
    (branches as readonly Json[]).forEach((branch, i) => {
      const place = `${location}/Branches[${i}]`;
      if (isObject(branch)) sequence(branch, place);
      else report.schema(place, 'Expected value of type Object');
    });
  }
}

function checkProcessor(state: JsonObject, location: string, { report, sequence }: Checking): void {
  const field = member(state, 'ItemProcessor') === undefined ? 'Iterator' : 'ItemProcessor';
  const processor = isObject(member(state, field)) ? object(state, field) : undefined;
  if (processor === undefined)
    report.schema(location, "The field 'ItemProcessor' is required but was missing");
  else sequence(processor, `${location}/${field}`);
}
