/** One step → one ASL state. */
import type { JsonObject } from '../../json.ts';
import type { Step } from '../../workflow/step.ts';
import { activityState } from './activity.ts';
import { choiceState } from './choice.ts';
import { failState } from './fail.ts';
import { functionState } from './function.ts';
import { httpState } from './http.ts';
import type { CompileList } from './machine.ts';
import { mapState } from './map.ts';
import { parallelState } from './parallel.ts';
import { passState } from './pass.ts';
import { catchers, retriers } from './retry.ts';
import { serviceState } from './service.ts';
import { succeedState } from './succeed.ts';
import { waitState } from './wait.ts';
import { workflowState } from './workflow.ts';

/** The state of a step; `following` is the next step's name, undefined for the last one of its list. */
export function compileStep(step: Step, following: string | undefined, compileList: CompileList): JsonObject {
  const own = ownFields(step, compileList);
  return {
    ...own,
    ...(step.comment !== undefined && { Comment: step.comment }),
    ...step.fields,
    ...(step.retry && step.retry.length > 0 && { Retry: retriers(step.retry) }),
    ...(step.catch && { Catch: catchers(step.catch) }),
    ...(goesOn(own) && transition(step, following)),
  };
}

function ownFields(step: Step, compileList: CompileList): JsonObject {
  switch (step.kind) {
    case 'function':
      return functionState(step);
    case 'service':
      return serviceState(step);
    case 'workflow':
      return workflowState(step);
    case 'activity':
      return activityState(step);
    case 'http':
      return httpState(step);
    case 'pass':
      return passState(step);
    case 'wait':
      return waitState(step);
    case 'choice':
      return choiceState(step);
    case 'parallel':
      return parallelState(step, compileList);
    case 'map':
      return mapState(step, compileList);
    case 'succeed':
      return succeedState(step);
    case 'fail':
      return failState(step);
    case 'state':
      return step.state;
  }
}

const lastTypes: ReadonlySet<unknown> = new Set(['Choice', 'Succeed', 'Fail']);

/** Choice, Succeed and Fail have neither Next nor End; a raw state may bring its own. */
function goesOn(own: JsonObject): boolean {
  return !lastTypes.has(own.Type) && !('Next' in own || 'End' in own);
}

function transition(step: Step, following: string | undefined): JsonObject {
  const next = step.end ? undefined : (step.next ?? following);
  return next === undefined ? { End: true } : { Next: next };
}
