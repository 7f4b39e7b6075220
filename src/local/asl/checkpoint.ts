import type { Json } from '../../json.ts';
import type { Frame } from './frame.ts';
import type { Variables } from './scope.ts';

/** Where a sequence of states stood when its execution ended unsuccessfully: a redrive goes on from there. */
export interface Checkpoint {
  /** The state that was being run, and its input. */
  readonly state: string;
  readonly input: Json;
  /** The id of the event that entered it. */
  readonly enteredId: number;
  readonly variables: Variables;
  /** Of a Parallel or an inline Map: its branches and iterations, by index. Those that had not begun are not there. */
  readonly parts: ReadonlyMap<number, Part>;
}

/** What came of a branch or an iteration, or where it stood. */
export type Part = { readonly result: Json } | { readonly stoodAt: Checkpoint | undefined };

/** While its execution runs. */
export type RunningPart = { readonly result: Json } | { readonly frame: Frame };

/** Undefined for a frame that was in no state yet. Only of a Parallel and a Map that failed for one of their parts are these kept. */
export function checkpointOf({ visit, variables }: Frame): Checkpoint | undefined {
  if (!visit) return undefined;
  const { state, input, enteredId, parts } = visit;
  const failedItself = [...parts.values()].every((part) => 'result' in part);
  if (failedItself) return { state: state.name, input, enteredId, variables, parts: new Map() };
  const kept = [...parts].map(
    ([index, part]) => [index, 'frame' in part ? { stoodAt: checkpointOf(part.frame) } : part] as const,
  );
  return { state: state.name, input, enteredId, variables, parts: new Map(kept) };
}
