import type { Json } from '../../../json.ts';
import { languageOf, typeOf } from '../definition.ts';
import type { Stage } from '../inspection.ts';
import type { Run } from '../run.ts';
import type { Variables } from '../scope.ts';
import type { StateType } from '../state.ts';
import type { FoundState } from './find-state.ts';

const afterTake: readonly Stage[] = ['afterInputPath', 'afterParameters'];
const afterGive: readonly Stage[] = ['afterResultSelector', 'afterResultPath'];
const ofMap: readonly Stage[] = ['maxConcurrency', 'toleratedFailureCount', 'toleratedFailurePercentage'];

/** The stages that AWS shows of a state in JSONPath. */
const ofJsonpath: Readonly<Record<StateType, readonly Stage[]>> = {
  Task: [...afterTake, 'result', ...afterGive],
  Pass: [...afterTake, ...afterGive],
  Wait: ['afterInputPath'],
  Choice: ['afterInputPath'],
  Succeed: ['afterInputPath'],
  Fail: [],
  Parallel: afterGive,
  Map: ['afterInputPath', ...afterGive, ...ofMap],
};

/** … and in JSONata. */
const ofJsonata: Readonly<Partial<Record<StateType, readonly Stage[]>>> = {
  Task: ['afterArguments'],
  Map: ofMap,
};

/** A Pass with a Result does not look at its input. */
const ofPassWithResult: readonly Stage[] = ['result', ...afterGive];

function stagesOf({ definition, machineLanguage }: FoundState): readonly Stage[] {
  const type = typeOf(definition);
  if (languageOf(definition, machineLanguage) === 'JSONata') return ofJsonata[type] ?? [];
  return type === 'Pass' && 'Result' in definition ? ofPassWithResult : ofJsonpath[type];
}

/** Numbers as they are, everything else as JSON text. */
export function inspectionData(
  found: FoundState,
  run: Run,
  stages: ReadonlyMap<Stage, Json>,
  variables: Variables,
): Readonly<Record<string, unknown>> {
  const shown = stagesOf(found).flatMap((stage) => {
    const value = stages.get(stage);
    if (value === undefined) return [];
    return [[stage, ofMap.includes(stage) ? value : run.text(value)] as const];
  });
  const some = Object.keys(variables).length > 0;
  return {
    input: run.text(run.input),
    ...Object.fromEntries(shown),
    ...(some && { variables: JSON.stringify(variables) }),
  };
}
