/** An ASL definition → its states and the transitions between them, scope by scope. */
import { isObject, type Json, type JsonObject } from '../../json.ts';

/** The states of one scope: of the machine, of a branch of a Parallel, of what a Map does with each item. */
export interface Graph {
  readonly states: readonly GraphState[];
  readonly transitions: readonly Transition[];
}

export interface GraphState {
  /** Unique in the machine, and nobody's text: `s0`, `s1`, … */
  readonly id: string;
  readonly name: string;
  /** ASL's: Task, Choice, … */
  readonly type: string;
  /** Of a Parallel its branches, of a Map its one inner scope. */
  readonly branches: readonly Graph[];
}

export interface Transition {
  readonly from: string;
  readonly to: string;
  readonly kind: 'next' | 'choice' | 'default' | 'catch';
}

/** What is no state, or leads to none, is left out: this draws definitions, others check them. */
export function readGraph(definition: Json): Graph {
  let count = 0;
  return scope(definition, () => `s${count++}`);
}

function scope(definition: Json, newId: () => string): Graph {
  const { States: states } = objectOf(definition);
  const entries = Object.entries(objectOf(states)).map(([name, state]) => ({
    name,
    id: newId(),
    asl: objectOf(state),
  }));
  const ids = new Map(entries.map(({ name, id }) => [name, id]));
  return {
    states: entries.map(({ name, id, asl }) => ({
      id,
      name,
      type: typeof asl.Type === 'string' ? asl.Type : '',
      branches: innerScopes(asl).map((inner) => scope(inner, newId)),
    })),
    transitions: entries.flatMap(({ id, asl }) => transitionsOf(id, asl, ids)),
  };
}

function innerScopes({
  Branches: branches,
  ItemProcessor: processor,
  Iterator: iterator,
}: JsonObject): Json[] {
  return [...listOf(branches), ...[processor, iterator].filter((inner) => inner !== undefined)];
}

/** One for each pair of states, of the first kind that joins them. */
function transitionsOf(from: string, asl: JsonObject, ids: ReadonlyMap<string, string>): Transition[] {
  const targets: [Transition['kind'], Json | undefined][] = [
    ['next', asl.Next],
    ...listOf(asl.Choices).map((rule): [Transition['kind'], Json | undefined] => [
      'choice',
      objectOf(rule).Next,
    ]),
    ['default', asl.Default],
    ...listOf(asl.Catch).map((rule): [Transition['kind'], Json | undefined] => [
      'catch',
      objectOf(rule).Next,
    ]),
  ];
  const found = new Map<string, Transition>();
  for (const [kind, name] of targets) {
    const to = typeof name === 'string' ? ids.get(name) : undefined;
    if (to !== undefined && !found.has(to)) found.set(to, { from, to, kind });
  }
  return [...found.values()];
}

/** All states, outer before inner. */
export function allStates({ states }: Graph): GraphState[] {
  return states.flatMap((state) => [state, ...state.branches.flatMap(allStates)]);
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
