import type { JsonObject } from '../../../json.ts';
import type { QueryLanguage } from '../definition.ts';
import type { Sequence } from '../sequence.ts';
import type { State } from '../state.ts';

/** Makes a state of what its definition says. Throws for expressions that cannot be compiled. */
export type StateCompiler = (name: string, definition: JsonObject, surroundings: Surroundings) => State;

export interface Surroundings {
  /** The state's query language. */
  readonly language: QueryLanguage;
  /** The machine's, which branches and processors inherit. */
  readonly machineLanguage: QueryLanguage;
  /** Compiles the states of a branch or a processor. */
  readonly sequence: (definition: JsonObject) => Sequence;
}
