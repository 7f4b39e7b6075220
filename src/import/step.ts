/** One state → the steps that may stand for it. */
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Path, QueryLanguage } from '../workflow/workflow.ts';
import { selfContained, stateLanguage } from './canonical.ts';
import { choiceStep } from './choice.ts';
import { commonKeys, picked } from './fields.ts';
import { failStep, passStep, succeedStep, waitStep } from './flow.ts';
import { mapStep } from './map.ts';
import { taskSteps } from './task.ts';

/** What a state is imported into. */
export interface Surroundings {
  /** Language of the machine that the state is from. */
  readonly machine: QueryLanguage;
  /** Language of the file that the step goes to. */
  readonly file: QueryLanguage;
  /** The next step's name; undefined for the last of its list. */
  readonly following: string | undefined;
  /** The steps of a branch or a processor, by its place in the state and theirs in the step. */
  readonly stepsOf: (machine: Json | undefined, from: Path, to: Path) => Json;
}

/** The most telling first; the last one is the state as it is, which always does. */
export function stepsFor(name: string, state: JsonObject, around: Surroundings): JsonObject[] {
  const language = stateLanguage(state, around.machine);
  const kept = { name, state: selfContained(state, around.machine) };
  const steps = kindsOf(state, language, around).map((kind) => ({
    name,
    ...picked(state, ['Comment']),
    ...kind,
    ...(language !== around.file && { queryLanguage: language }),
    ...transition(state, around.following),
  }));
  return [...steps, kept];
}

function kindsOf(state: JsonObject, language: QueryLanguage, { stepsOf }: Surroundings): JsonObject[] {
  switch (state.Type) {
    case 'Task':
      return taskSteps(state, language);
    case 'Pass':
      return [passStep(state)];
    case 'Wait':
      return [waitStep(state)];
    case 'Choice':
      return [choiceStep(state)];
    case 'Parallel':
      return [parallelStep(state, stepsOf)];
    case 'Map':
      return [mapStep(state, stepsOf(state.ItemProcessor, ['ItemProcessor'], ['map', 'steps']))];
    case 'Succeed':
      return [succeedStep(state)];
    case 'Fail':
      return [failStep(state)];
    default:
      return [];
  }
}

function parallelStep(state: JsonObject, stepsOf: Surroundings['stepsOf']): JsonObject {
  const branches = Array.isArray(state.Branches) ? (state.Branches as readonly Json[]) : [];
  const parallel = branches.map((branch, index) => ({
    ...(isObject(branch) && picked(branch, ['Comment'])),
    steps: stepsOf(branch, ['Branches', index], ['parallel', index, 'steps']),
  }));
  return { parallel, ...commonKeys(state) };
}

/** Steps go on to the next in the list, and the last one ends it. */
function transition({ Next, End }: JsonObject, following: string | undefined): JsonObject {
  if (Next !== undefined) return Next === following ? {} : { next: Next };
  return End === true && following !== undefined ? { end: true } : {};
}
