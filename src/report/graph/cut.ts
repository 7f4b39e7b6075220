/** A graph too large to be read → the part of it around one state. */
import { isOfDefinition, type Run } from '../../run/run.ts';
import { allStates, type Graph, type GraphState, type Transition } from './graph.ts';
import { drawnLeaf } from './standing.ts';

export interface Cut {
  readonly graph: Graph;
  /** States that are drawn, and that there are. */
  readonly drawn: number;
  readonly total: number;
}

/** The type of what stands where states were left out. */
export const omission = 'Omission';

/**
 * At most so many states: those nearest to where the run ended, with all that they are inside of; of those equally near,
 * the ones that it visited last.
 */
export function cutAround(graph: Graph, run: Run, most: number): Cut {
  const states = allStates(graph);
  if (states.length <= most) return { graph, drawn: states.length, total: states.length };
  const end = drawnLeaf(run) ?? run.states.findLast(isOfDefinition);
  const focus = states.find(({ name }) => name === end?.name) ?? states[0];
  const kept = nearest(graph, focus?.id ?? '', most, lastVisits(states, run));
  let stubs = 0;
  const cut = keep(graph, kept, () => `cut${stubs++}`);
  return { graph: cut, drawn: kept.size, total: states.length };
}

/** By id, which of the run's visits was the state's last. */
function lastVisits(states: readonly GraphState[], run: Run): ReadonlyMap<string, number> {
  const byName = new Map(run.states.filter(isOfDefinition).map(({ name }, index) => [name, index]));
  return new Map(states.map(({ id, name }) => [id, byName.get(name) ?? -1]));
}

/** Breadth first, along transitions in both directions, into and out of inner scopes. */
function nearest(
  graph: Graph,
  focus: string,
  most: number,
  lastVisit: ReadonlyMap<string, number>,
): Set<string> {
  const { neighbours, ancestors } = wiring(graph);
  const kept = new Set<string>();
  const queue = [focus];
  for (const id of queue) {
    const needed = [id, ...(ancestors.get(id) ?? [])].filter((one) => !kept.has(one));
    if (needed.length === 0 || kept.size + needed.length > most) continue;
    for (const one of needed) kept.add(one);
    const next = needed.flatMap((one) => neighbours.get(one) ?? []);
    queue.push(...next.sort((one, other) => (lastVisit.get(other) ?? -1) - (lastVisit.get(one) ?? -1)));
  }
  return kept;
}

interface Wiring {
  readonly neighbours: ReadonlyMap<string, readonly string[]>;
  /** Of each state what it is inside of, innermost first. */
  readonly ancestors: ReadonlyMap<string, readonly string[]>;
}

function wiring(graph: Graph): Wiring {
  const neighbours = new Map(allStates(graph).map(({ id }): [string, string[]] => [id, []]));
  const ancestors = new Map<string, readonly string[]>();
  const join = (one: string, other: string): void => {
    neighbours.get(one)?.push(other);
    neighbours.get(other)?.push(one);
  };
  const walk = ({ states, transitions }: Graph, around: readonly string[]): void => {
    for (const { from, to } of transitions) join(from, to);
    for (const { id, branches } of states) {
      ancestors.set(id, around);
      for (const branch of branches) {
        const [first] = branch.states;
        if (first) join(id, first.id);
        walk(branch, [id, ...around]);
      }
    }
  };
  walk(graph, []);
  return { neighbours, ancestors };
}

/** What is kept of a scope, with one stub for all before it and one for all after it. */
function keep({ states, transitions }: Graph, kept: ReadonlySet<string>, newId: () => string): Graph {
  const inside = states
    .filter(({ id }) => kept.has(id))
    .map((state) => ({
      ...state,
      branches: state.branches
        .map((branch) => keep(branch, kept, newId))
        .filter((branch) => branch.states.length > 0),
    }));
  const [before, after] = [stub(newId()), stub(newId())];
  const across = transitions
    .filter(({ from, to }) => kept.has(from) || kept.has(to))
    .map(({ from, to, kind }) => ({
      from: kept.has(from) ? from : before.id,
      to: kept.has(to) ? to : after.id,
      kind,
    }));
  const ends = new Set(across.flatMap(({ from, to }) => [from, to]));
  const stubs = [before, after].filter(({ id }) => ends.has(id));
  return { states: [...inside, ...stubs], transitions: distinct(across) };
}

function stub(id: string): GraphState {
  return { id, name: '…', type: omission, branches: [] };
}

function distinct(transitions: readonly Transition[]): Transition[] {
  return [...new Map(transitions.map((one) => [`${one.from} ${one.to}`, one])).values()];
}
