/** The workflow's steps, or its own ASL, as one definition. */
import type { Position } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type {
  AslDefinition,
  QueryLanguage,
  Step,
  StepsDefinition,
  Workflow,
} from '../../workflow/workflow.ts';
import type { Target } from '../blueprint.ts';
import { innerMachines, statesOf } from '../iam/tasks.ts';
import { functionReference } from '../references.ts';
import { resolveTarget } from '../resolve.ts';
import { compileStep } from './step.ts';

export interface Compiled {
  readonly definition: JsonObject;
  readonly positions: ReadonlyMap<string, Position>;
}

export function compileDefinition(workflow: Workflow, target: Target): Compiled {
  const { definition: source } = workflow;
  const raw = source.kind === 'steps' ? compileSteps(source) : source.document;
  const machine = { ...header(workflow), ...raw };
  return {
    definition: resolveTarget(machine, target, functionReference) as JsonObject,
    positions: source.kind === 'steps' ? positionsOfSteps(source) : positionsOfAsl(source),
  };
}

function header({ description, timeoutSeconds }: Workflow): JsonObject {
  return {
    ...(description !== undefined && { Comment: description }),
    ...(timeoutSeconds !== undefined && { TimeoutSeconds: timeoutSeconds }),
  };
}

/** AWS refuses a JSONPath state in a JSONata machine, so where the kinds mix each state says its own and the top none. */
function compileSteps({ steps }: StepsDefinition): JsonObject {
  const languages = new Set(steps.map(languageOf));
  const [only] = languages;
  const shared = languages.size === 1 ? only : undefined;
  const states = steps.map((step, index): [string, JsonObject] => {
    const state = compileStep(step, steps[index + 1]?.name);
    return [step.name, shared === undefined ? { ...state, QueryLanguage: languageOf(step) } : state];
  });
  return {
    ...(shared !== undefined && { QueryLanguage: shared }),
    StartAt: steps[0]?.name ?? '',
    States: Object.fromEntries(states),
  };
}

/** A raw state says its own, ASL's default being JSONPath. */
function languageOf(step: Step): QueryLanguage {
  if (step.kind !== 'state') return step.queryLanguage;
  return step.state['QueryLanguage'] === 'JSONata' ? 'JSONata' : 'JSONPath';
}

function positionsOfSteps({ steps }: StepsDefinition): Map<string, Position> {
  const positions = new Map<string, Position>();
  for (const step of steps) {
    positions.set(step.name, step.at);
    if (step.kind !== 'state') continue;
    // States inside a raw Parallel or Map stand somewhere within the step.
    for (const machine of innerMachines(step.state)) addNames(machine, () => step.at, positions);
  }
  return positions;
}

function positionsOfAsl({ document, locate }: AslDefinition): Map<string, Position> {
  const positions = new Map<string, Position>();
  addNames(document, locate, positions);
  return positions;
}

function addNames(
  machine: JsonObject,
  locate: AslDefinition['locate'],
  positions: Map<string, Position>,
  path: readonly (string | number)[] = [],
): void {
  for (const [name, state] of statesOf(machine)) {
    const here = [...path, 'States', name];
    positions.set(name, locate(here));
    for (const [key, inner] of innerPaths(state)) addNames(inner, locate, positions, [...here, ...key]);
  }
}

function innerPaths(state: JsonObject): [readonly (string | number)[], JsonObject][] {
  return innerMachines(state).map((machine, index) => {
    const key = ['ItemProcessor', 'Iterator'].find((name) => state[name] === machine);
    return [key === undefined ? ['Branches', index] : [key], machine];
  });
}
