/** The workflow's steps, or its own ASL, as one definition. */
import type { JsonObject } from '../../json.ts';
import { innerLists, type Step } from '../../workflow/step.ts';
import type { QueryLanguage, StepsDefinition, Workflow } from '../../workflow/workflow.ts';
import type { Target } from '../blueprint.ts';
import { functionReference } from '../references.ts';
import { resolveTarget } from '../resolve.ts';
import { machineOf } from './machine.ts';
import { innerStates } from './states.ts';
import { compileStep } from './step.ts';

/** ASL with all substitutions done, but for the functions, which stand in it as references. */
export function compileDefinition(workflow: Workflow, target: Target): JsonObject {
  const { definition } = workflow;
  const machine = definition.kind === 'steps' ? compileSteps(definition) : definition.document;
  return resolveTarget({ ...header(workflow), ...machine }, target, functionReference) as JsonObject;
}

function header({ description, timeoutSeconds }: Workflow): JsonObject {
  return {
    ...(description !== undefined && { Comment: description }),
    ...(timeoutSeconds !== undefined && { TimeoutSeconds: timeoutSeconds }),
  };
}

/**
 * AWS refuses a JSONPath state in a JSONata machine, so where the kinds mix each state says its own and the top none. JSONPath
 * alone is ASL's default.
 */
function compileSteps({ steps }: StepsDefinition): JsonObject {
  const [shared, ...others] = new Set(steps.flatMap(languagesIn));
  const isMixed = others.length > 0;
  const compile = (step: Step, following: string | undefined): JsonObject => {
    const state = compileStep(step, following, (list) => machineOf(list, compile));
    return isMixed ? { ...state, QueryLanguage: step.queryLanguage } : state;
  };
  return {
    ...(!isMixed && shared === 'JSONata' && { QueryLanguage: shared }),
    ...machineOf({ steps }, compile),
  };
}

/** The step's language, and those of the steps and states inside of it; inside a raw one ASL's own default holds. */
function languagesIn(step: Step): QueryLanguage[] {
  const states = step.kind === 'state' ? innerStates(step.state, []) : [];
  const ofStates = states.map(({ state }) => (state.QueryLanguage === 'JSONata' ? 'JSONata' : 'JSONPath'));
  const ofSteps = innerLists(step).flatMap((list) => list.steps.flatMap(languagesIn));
  return [step.queryLanguage, ...ofStates, ...ofSteps];
}
