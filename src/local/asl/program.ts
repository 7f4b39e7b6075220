import type { Sequence } from './sequence.ts';

/** A definition parsed once, its expressions compiled; holds nothing of any run, so it can be run many times at once. */
export interface Program {
  readonly sequence: Sequence;
  /** The definition's own TimeoutSeconds. */
  readonly timeoutSeconds?: number;
}
