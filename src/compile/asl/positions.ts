/** Where each state of a workflow stands in the user's files. */
import type { Position } from '../../errors.ts';
import type { Step, Workflow } from '../../workflow/workflow.ts';
import { everyState, innerStates } from './states.ts';

/** Positions by the names of the states, which are unique in a machine. */
export function positionsOf(workflow: Workflow): ReadonlyMap<string, Position> {
  const { definition } = workflow;
  if (definition.kind === 'steps') {
    return new Map(definition.steps.flatMap((step, index) => positionsInStep(step, index, workflow)));
  }
  return new Map(everyState(definition.document).map(({ name, path }) => [name, definition.locate(path)]));
}

function positionsInStep(step: Step, index: number, workflow: Workflow): [string, Position][] {
  const inner = step.kind === 'state' ? innerStates(step.state, ['steps', index, 'state']) : [];
  return [
    [step.name, step.at],
    ...inner.map(({ name, path }): [string, Position] => [name, workflow.locate(path)]),
  ];
}
