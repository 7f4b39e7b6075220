/** The workflow's steps, or its own ASL, as one definition. */
import type { JsonObject } from '../../json.ts';
import type { QueryLanguage, Step, StepsDefinition, Workflow } from '../../workflow/workflow.ts';
import type { Target } from '../blueprint.ts';
import { functionReference } from '../references.ts';
import { resolveTarget } from '../resolve.ts';
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

/** AWS refuses a JSONPath state in a JSONata machine, so where the kinds mix each state says its own and the top none. */
function compileSteps({ steps }: StepsDefinition): JsonObject {
  const [shared, ...others] = new Set(steps.flatMap(languagesIn));
  const isMixed = others.length > 0;
  const states = steps.map((step, index): [string, JsonObject] => {
    const state = compileStep(step, steps[index + 1]?.name);
    return [step.name, isMixed ? { ...state, QueryLanguage: step.queryLanguage } : state];
  });
  return {
    ...(!isMixed && shared !== undefined && { QueryLanguage: shared }),
    StartAt: steps[0]?.name ?? '',
    States: Object.fromEntries(states),
  };
}

/** The step's language, and those of the states inside a raw one, where ASL's own default holds. */
function languagesIn(step: Step): QueryLanguage[] {
  const inner = step.kind === 'state' ? innerStates(step.state, []) : [];
  const ofInner = inner.map(({ state }) => (state.QueryLanguage === 'JSONata' ? 'JSONata' : 'JSONPath'));
  return [step.queryLanguage, ...ofInner];
}
