/** The states that a test may name, and which of them call something. */
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { innerLists, type Step } from '../step.ts';
import type { Workflow } from '../workflow.ts';

/** `function`: a call whose envelope the step takes off itself; `other`: it calls nothing. */
export type StateKind = 'function' | 'call' | 'other';

/** By name. */
export function testableStates(definition: Workflow['definition']): Map<string, StateKind> {
  return new Map(
    definition.kind === 'asl' ? statesOf(definition.document) : definition.steps.flatMap(statesOfStep),
  );
}

const calling: ReadonlySet<Step['kind']> = new Set(['service', 'workflow', 'activity', 'http']);

function statesOfStep(step: Step): [string, StateKind][] {
  if (step.kind === 'state') return stateAndInner(step.name, step.state);
  const inner = innerLists(step).flatMap(({ steps }) => steps.flatMap(statesOfStep));
  return [[step.name, kindOf(step)], ...inner];
}

/** What answers a callback brings its own value, without an envelope. */
function kindOf(step: Step): StateKind {
  if (step.kind === 'function') return step.pattern === undefined ? 'function' : 'call';
  return calling.has(step.kind) ? 'call' : 'other';
}

function statesOf(machine: Json | undefined): [string, StateKind][] {
  const states = isObject(machine) ? machine.States : undefined;
  if (!isObject(states)) return [];
  return Object.entries(states).flatMap(([name, state]) =>
    isObject(state) ? stateAndInner(name, state) : [],
  );
}

function stateAndInner(name: string, state: JsonObject): [string, StateKind][] {
  const { Branches: branches } = state;
  const machines = [
    ...(Array.isArray(branches) ? (branches as readonly Json[]) : []),
    state.ItemProcessor,
    state.Iterator,
  ];
  return [[name, state.Type === 'Task' ? 'call' : 'other'], ...machines.flatMap(statesOf)];
}
