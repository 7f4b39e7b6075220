import type { Run } from '../../run/run.ts';
import { allStates, type Graph } from './graph.ts';

/** Id of the state to look at: where the run failed, else where it was last. Undefined when it was nowhere. */
export function focusOf(graph: Graph, { failedVisit, states }: Run): string | undefined {
  const name = (failedVisit ?? states.at(-1))?.name;
  return allStates(graph).find((state) => state.name === name)?.id;
}
