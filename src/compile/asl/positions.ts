/** Where each state of a workflow stands in the user's files. */
import type { Position } from '../../errors.ts';
import { innerLists, type Step } from '../../workflow/step.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import { everyState, innerStates } from './states.ts';

/** Positions by the names of the states, which are unique in a machine. */
export function positionsOf(workflow: Workflow): ReadonlyMap<string, Position> {
  const { definition } = workflow;
  if (definition.kind === 'steps') {
    return new Map(definition.steps.flatMap((step) => positionsInStep(step, workflow)));
  }
  return new Map(everyState(definition.document).map(({ name, path }) => [name, definition.locate(path)]));
}

function positionsInStep(step: Step, workflow: Workflow): [string, Position][] {
  const states = step.kind === 'state' ? innerStates(step.state, [...step.path, 'state']) : [];
  return [
    [step.name, step.at],
    ...states.map(({ name, path }): [string, Position] => [name, workflow.locate(path)]),
    ...innerLists(step).flatMap(({ steps }) => steps.flatMap((inner) => positionsInStep(inner, workflow))),
  ];
}
