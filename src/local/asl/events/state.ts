import type { EventBody } from '../history.ts';
import type { StateType } from '../state.ts';
import { whole } from './data.ts';

/** `input` is JSON text. */
export function stateEntered(type: StateType, name: string, input: string): EventBody {
  return {
    type: `${type}StateEntered`,
    stateEnteredEventDetails: { name, input, inputDetails: whole },
  };
}

/** `output` is JSON text; `assigned` holds the JSON text of each variable. Fail states are never exited. */
export function stateExited(
  type: Exclude<StateType, 'Fail'>,
  name: string,
  output: string,
  assigned: Record<string, string> | undefined,
): EventBody {
  return {
    type: `${type}StateExited`,
    stateExitedEventDetails: {
      name,
      output,
      outputDetails: whole,
      ...(assigned && { assignedVariables: assigned, assignedVariablesDetails: whole }),
    },
  };
}

const abortable: ReadonlySet<StateType> = new Set(['Task', 'Wait', 'Parallel', 'Map']);

/** The state was left because a sibling failed or the execution was stopped; undefined for those that end at once. */
export function stateAborted(type: StateType): EventBody | undefined {
  return abortable.has(type)
    ? { type: `${type as 'Task' | 'Wait' | 'Parallel' | 'Map'}StateAborted` }
    : undefined;
}
