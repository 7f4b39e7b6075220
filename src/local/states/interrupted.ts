/** Executions that ran when the endpoint ended: in AWS nothing ends under them, here they are aborted. */
import { executionAborted, StopRequest, type Checkpoint } from '../asl/index.ts';
import type { Json } from '../../json.ts';
import type { Execution } from './execution.ts';
import type { History } from './history.ts';

export const endpointEnded = new StopRequest(
  'Stepline.EndpointEnded',
  'The embedded AWS was stopped or restarted while the execution ran. RedriveExecution runs it on',
);

/** Ends an execution of which nobody has written how it ended. */
export function abort(execution: Execution, now: number): void {
  const { history } = execution;
  execution.checkpoint = standing(history);
  history.append(executionAborted(endpointEnded), history.lastId);
  const { error = '', cause = '' } = endpointEnded;
  execution.end({ status: 'ABORTED', error, cause }, now);
}

/** The state of the top level that was run last, as the history tells: names of states are unique in a whole definition. */
function standing(history: History): Checkpoint | undefined {
  let last: Checkpoint | undefined;
  let isOpen = false;
  for (const { id = 0, stateEnteredEventDetails: entered, stateExitedEventDetails: exited } of eventsOf(
    history,
  )) {
    if (entered && !isOpen) {
      const { name = '', input = 'null' } = entered;
      const { variables = {} } = last ?? {};
      last = { state: name, input: JSON.parse(input) as Json, enteredId: id, variables, parts: new Map() };
      isOpen = true;
    } else if (last && exited?.name === last.state) {
      last = { ...last, variables: { ...last.variables, ...parsed(exited.assignedVariables) } };
      isOpen = false;
    }
  }
  return last;
}

function eventsOf(history: History): ReturnType<History['event']>[] {
  return history.ids(false).map((id) => history.event(id));
}

function parsed(variables: Readonly<Record<string, string>> = {}): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, text]) => [name, JSON.parse(text) as Json]),
  );
}
