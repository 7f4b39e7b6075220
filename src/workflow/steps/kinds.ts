import type { Functions } from '../functions/functions.ts';
import type { Kind, StepInput } from '../schema/steps.ts';
import type { Step, StepCommon } from '../step.ts';
import { activityOf } from './activity.ts';
import { choiceOf } from './choice.ts';
import type { Retries } from './errors.ts';
import type { Place } from './expression.ts';
import { failOf, passOf, rawOf, succeedOf, waitOf } from './flow.ts';
import { functionOf } from './function.ts';
import { httpOf } from './http.ts';
import { mapOf } from './map.ts';
import { parallelOf } from './parallel.ts';
import { serviceOf } from './service.ts';
import { workflowOf } from './workflow.ts';

/** What is a step's own beside what all steps have. The lists of steps inside of it are not in it yet. */
export type Part = Step extends infer S ? (S extends StepCommon ? Omit<S, keyof StepCommon> : never) : never;

export interface Context extends Place {
  readonly functions: Functions;
  readonly retries: Retries;
}

/** The part of a step that its kind decides; undefined when the step cannot be made, which is reported. */
export const partOf: { [K in Kind]: (input: StepInput<K>, context: Context) => Part | undefined } = {
  function: functionOf,
  service: serviceOf,
  workflow: workflowOf,
  activity: activityOf,
  http: httpOf,
  pass: passOf,
  wait: waitOf,
  choice: choiceOf,
  parallel: parallelOf,
  map: mapOf,
  succeed: succeedOf,
  fail: failOf,
  state: rawOf,
};
