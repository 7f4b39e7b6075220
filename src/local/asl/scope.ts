import type { ExecutionClock } from '../../clock.ts';
import type { Json, JsonObject } from '../../json.ts';

/** Variables by name; never changed, only replaced, so branches and items can share them. */
export type Variables = Readonly<Record<string, Json>>;

/** What an expression may refer to. */
export interface Scope {
  /** JSONPath's `$`; JSONata's `$states.input`. */
  readonly input: Json;
  readonly variables: Variables;
  /** `$$` and `$states.context`. */
  readonly context: () => JsonObject;
  /** JSONata's `$states.result`, once there is one. */
  readonly result?: Json;
  /** JSONata's `$states.errorOutput`, in a Catcher. */
  readonly errorOutput?: Json;
  readonly clock: ExecutionClock;
  readonly random: () => number;
  readonly uuid: () => string;
}
