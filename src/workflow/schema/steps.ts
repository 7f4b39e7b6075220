/** The steps of a list, each of one kind. */
import { z } from 'zod';
import { activityStep, functionStep, serviceStep, workflowStep } from './steps/calls.ts';
import { choiceStep, failStep, passStep, rawStep, succeedStep, waitStep } from './steps/flow.ts';
import { httpStep } from './steps/http.ts';
import { mapStep } from './steps/map.ts';
import { parallelStep } from './steps/parallel.ts';

/** @param inner what the lists of steps inside of other steps must be. */
function kindsWith<Inner extends z.ZodType>(inner: Inner) {
  return {
    function: functionStep,
    service: serviceStep,
    workflow: workflowStep,
    activity: activityStep,
    http: httpStep,
    pass: passStep,
    wait: waitStep,
    choice: choiceStep,
    parallel: parallelStep(inner),
    map: mapStep(inner),
    succeed: succeedStep,
    fail: failStep,
    state: rawStep,
  };
}

/**
 * One schema for each kind of step, by the key that says which kind it is. What stands in the lists inside is left open: steps
 * are checked one by one, so that one's mistake does not hide another's.
 */
export const stepKinds = kindsWith(z.array(z.unknown()).min(1));

export type Kind = keyof typeof stepKinds;
export type StepInput<K extends Kind = Kind> = z.infer<(typeof stepKinds)[K]>;

/** A step with all the steps inside of it: what editors complete and check with. */
export const step: z.ZodType = z
  .union(Object.values(kindsWith(z.array(z.lazy(() => step)).min(1))))
  .meta({ id: 'step', description: 'One state of the state machine' });
