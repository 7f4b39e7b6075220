/** A scope → layers: each state one below all that lead to it, except those that lead back. */
import type { Graph, GraphState, Transition } from './graph.ts';

/** A place in a layer: of a state, or of a bend where transitions pass between states. */
export interface Slot {
  readonly id: string;
  readonly state?: GraphState;
}

export interface Layering {
  /** From the top; each from left to right. */
  readonly layers: readonly (readonly Slot[])[];
  readonly links: readonly Link[];
  readonly routes: readonly Route[];
}

/** Ids of slots in neighbouring layers that a transition joins; by its weight it wants to be straight. */
export interface Link {
  readonly upper: string;
  readonly lower: string;
  readonly weight: number;
}

export interface Route {
  readonly transition: Transition;
  /** Ids of the slots that it leads through, in its own direction: states at both ends, bends between. */
  readonly slots: readonly string[];
  /** It leads up, to a state that was before. */
  readonly isBack: boolean;
}

export function layer({ states, transitions }: Graph): Layering {
  const proper = transitions.filter(({ from, to }) => from !== to);
  const { order, back } = sorted(states, proper);
  const layerOf = longestPaths(order, proper, back);
  const routes = proper.map((transition) => route(transition, layerOf, back.has(transition)));
  const layers: Slot[][] = Array.from({ length: Math.max(0, ...layerOf.values()) + 1 }, () => []);
  for (const state of states) layers[layerOf.get(state.id) ?? 0]?.push({ id: state.id, state });
  const known = new Set<string>();
  for (const { id, at } of routes.flatMap(({ bends }) => bends)) {
    if (!known.has(id)) layers[at]?.push({ id });
    known.add(id);
  }
  return { layers, routes, links: distinct(routes.flatMap(linksOf)) };
}

interface Sorted {
  /** Ids, each after all that lead to it, those that lead back not counted. */
  readonly order: readonly string[];
  readonly back: ReadonlySet<Transition>;
}

/** Depth first: a transition to a state whose successors are still being looked at leads back. */
function sorted(states: readonly GraphState[], transitions: readonly Transition[]): Sorted {
  const outgoing = new Map(states.map(({ id }): [string, Transition[]] => [id, []]));
  for (const transition of transitions) outgoing.get(transition.from)?.push(transition);
  const [done, open, back] = [new Set<string>(), new Set<string>(), new Set<Transition>()];
  const visit = (id: string): void => {
    if (done.has(id)) return;
    open.add(id);
    for (const transition of outgoing.get(id) ?? []) {
      if (open.has(transition.to)) back.add(transition);
      else visit(transition.to);
    }
    open.delete(id);
    done.add(id);
  };
  const entered = new Set(transitions.map(({ to }) => to));
  for (const { id } of states) if (!entered.has(id)) visit(id);
  for (const { id } of states) visit(id);
  return { order: [...done].reverse(), back };
}

function longestPaths(
  order: readonly string[],
  transitions: readonly Transition[],
  back: ReadonlySet<Transition>,
): ReadonlyMap<string, number> {
  const lower = new Map(order.map((id): [string, string[]] => [id, []]));
  for (const transition of transitions) {
    const { from, to } = transition;
    if (back.has(transition)) lower.get(to)?.push(from);
    else lower.get(from)?.push(to);
  }
  const layers = new Map(order.map((id) => [id, 0]));
  for (const id of order) {
    const below = (layers.get(id) ?? 0) + 1;
    for (const next of lower.get(id) ?? []) layers.set(next, Math.max(layers.get(next) ?? 0, below));
  }
  return layers;
}

interface Bend {
  readonly id: string;
  readonly at: number;
}

/** Transitions to one state share their bends: many that catch into one handler become one line. */
function route(transition: Transition, layerOf: ReadonlyMap<string, number>, isBack: boolean) {
  const { from, to } = transition;
  const [upper, lower] = isBack ? [to, from] : [from, to];
  const [top, bottom] = [layerOf.get(upper) ?? 0, layerOf.get(lower) ?? 0];
  const bends = Array.from({ length: Math.max(0, bottom - top - 1) }, (_, index): Bend => {
    const at = top + 1 + index;
    return { id: `${isBack ? 'to' : 'down to'} ${to} ${at}`, at };
  });
  const down = [upper, ...bends.map(({ id }) => id), lower];
  return { transition, isBack, bends, down, slots: isBack ? [...down].reverse() : down };
}

/** The way on is straight before the ways aside are, and a long line before all. */
const weights: Readonly<Record<Transition['kind'], number>> = { next: 4, choice: 1, default: 1, catch: 0.01 };
const weightOfBends = 16;

function linksOf({ transition, isBack, down }: ReturnType<typeof route>): Link[] {
  const weight = isBack ? weights.catch : weights[transition.kind];
  return down.slice(1).map((lower, index) => {
    const isBetweenBends = index > 0 && index + 2 < down.length;
    return { upper: down[index] ?? '', lower, weight: isBetweenBends ? weightOfBends : weight };
  });
}

function distinct(links: readonly Link[]): Link[] {
  return [...new Map(links.map((link) => [`${link.upper}\n${link.lower}`, link])).values()];
}
