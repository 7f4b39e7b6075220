/** Which states of a machine, and which ways out of its Choice states, some runs have seen. */
import { everyState, type LocatedState } from '../../compile/asl/states.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { isOfDefinition, type Run, type StateVisit } from '../run.ts';

export interface Coverage {
  readonly states: Covered;
  /** Of Choice states, by where they lead: rules that lead to the same state are one branch. */
  readonly branches: Covered;
}

export interface Covered {
  readonly total: number;
  /** `Charge`; `Big enough? → Reject` */
  readonly missing: readonly string[];
}

export function coverageOf(definition: JsonObject, runs: readonly Run[]): Coverage {
  const all = everyState(definition);
  const states = runs.flatMap((run) => run.states.filter(isOfDefinition).map(({ name }) => name));
  const branches = all.flatMap((located) => targetsOf(located).map((target) => branch(located.name, target)));
  return {
    states: covered(
      all.map(({ name }) => name),
      states,
    ),
    branches: covered(
      branches,
      runs.flatMap((run) => branchesOf(run, all)),
    ),
  };
}

function covered(all: readonly string[], seen: readonly string[]): Covered {
  const visited = new Set(seen);
  return { total: all.length, missing: all.filter((one) => !visited.has(one)) };
}

function branch(choice: string, target: string): string {
  return `${choice} → ${target}`;
}

/** Each once. */
function targetsOf({ state }: LocatedState): string[] {
  if (state.Type !== 'Choice') return [];
  const rules = Array.isArray(state.Choices) ? (state.Choices as readonly Json[]) : [];
  const targets = [...rules.map((rule) => (isObject(rule) ? rule.Next : undefined)), state.Default];
  return [...new Set(targets.filter((name) => typeof name === 'string'))];
}

/**
 * The state entered next, of those that the Choice leads to, in the same place: what runs at the same time in another
 * branch or item has other names, or another place.
 */
function branchesOf({ states }: Run, all: readonly LocatedState[]): string[] {
  const targets = new Map(all.map((located) => [located.name, targetsOf(located)]));
  return states.flatMap((visit, index) => {
    if (visit.type !== 'Choice' || !isOfDefinition(visit)) return [];
    const next = states
      .slice(index + 1)
      .find((other) => inSamePlace(visit, other) && targets.get(visit.name)?.includes(other.name));
    return next ? [branch(visit.name, next.name)] : [];
  });
}

function inSamePlace(one: StateVisit, other: StateVisit): boolean {
  return (
    one.parent === other.parent &&
    one.iteration === other.iteration &&
    one.executionArn === other.executionArn
  );
}
