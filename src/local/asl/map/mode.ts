import type { Json, JsonObject } from '../../../json.ts';
import type { Surroundings } from '../states/compiler.ts';
import type { Visit } from '../visit.ts';

/** How a Map runs its items: INLINE or DISTRIBUTED. */
export interface MapMode {
  /** One attempt: writes MapStateStarted and what follows; resolves with the list of outputs. */
  readonly run: (visit: Visit, input: Json) => Promise<Json>;
  /** Writes the events of success, once the result has been accepted. */
  readonly succeeded: (visit: Visit) => void;
}

export type CompileMode = (
  name: string,
  definition: JsonObject,
  processor: JsonObject,
  surroundings: Surroundings,
) => MapMode;
