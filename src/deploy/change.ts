/** One resource and what a deploy does to it. */
import type { Position } from '../errors.ts';

export type Action = 'create' | 'update' | 'delete' | 'keep';
export type ResourceKind =
  | 'role'
  | 'log group'
  | 'function'
  | 'function URL'
  | 'concurrency'
  | 'state machine';

export interface Change {
  readonly action: Action;
  readonly resource: ResourceKind;
  readonly name: string;
  /** Why, each as a phrase: `memory 128 → 256`; empty for what is kept, but for what needs a word. */
  readonly reasons: readonly string[];
  /** Where the resource is described. */
  readonly at?: Position;
}

/** create, when nothing stands; else update when there is a reason to, else keep. */
export function actionFor(stands: boolean, reasons: readonly string[]): Action {
  if (!stands) return 'create';
  return reasons.length > 0 ? 'update' : 'keep';
}
