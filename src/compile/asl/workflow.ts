/** `workflow:` → a Task that executes another state machine. */
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { StepCommon, WorkflowStep } from '../../workflow/step.ts';
import { arnIn } from './arn.ts';
import { syncOf } from './service.ts';
import { handedOver, integration, unwrapped } from './task.ts';

const call = 'states:startExecution';

/** By this member of its input Step Functions knows the execution that has started another [developer guide, "Nested workflows"]. */
const startedBy = 'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID';

/** Where the step waits for the execution's end, that execution's own output comes out, as it does of a function. */
export function workflowState(step: StepCommon & WorkflowStep): JsonObject {
  const { stateMachine, pattern, queryLanguage, fields } = step;
  return {
    ...integration(call, pattern === 'sync' ? syncOf(call) : pattern),
    ...handedOver(
      { StateMachineArn: arnIn('stateMachine', stateMachine), Input: inputOf(step) },
      queryLanguage,
    ),
    ...(pattern === 'sync' && unwrapped('Output', fields, queryLanguage)),
  };
}

/**
 * Maps get the id of this execution too. In JSONPath the step's own input does not: what is added to an input that is no map
 * fails there.
 */
function inputOf({ input, queryLanguage }: StepCommon & WorkflowStep): Json {
  if (queryLanguage === 'JSONPath') {
    return isObject(input) ? { [`${startedBy}.$`]: '$$.Execution.Id', ...input } : (input ?? '$');
  }
  if (isObject(input)) return { [startedBy]: '{% $states.context.Execution.Id %}', ...input };
  return input === undefined ? inputWithId : input;
}

const inputWithId = `{% $type($states.input) = "object" ? $merge([$states.input, { "${startedBy}": $states.context.Execution.Id }]) : $states.input %}`;
