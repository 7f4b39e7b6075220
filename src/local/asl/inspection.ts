import type { Json, JsonObject } from '../../json.ts';
import type { StateFailure } from './errors/state-failure.ts';

/** The stages of a state's data that TestState shows, by the API's names. */
export type Stage =
  | 'afterInputPath'
  | 'afterParameters'
  | 'afterArguments'
  | 'result'
  | 'afterResultSelector'
  | 'afterResultPath'
  | 'maxConcurrency'
  | 'toleratedFailureCount'
  | 'toleratedFailurePercentage';

/** What TestState looks at, and decides in place of an execution, while its one state runs. */
export interface Inspection {
  /** The whole context object. */
  readonly context: JsonObject;
  /** Stands for what branches or items would give. Throws where the mock is an error. */
  readonly mockedResult: () => Json;
  /** How many of a Map's iterations are said to have failed. */
  readonly iterationFailures: number;
  /** How often the retrier that matches has retried already. */
  readonly retries: number;
  readonly note: (stage: Stage, value: Json) => void;
  /** A retrier matched: another attempt would be made after `delay` seconds (undefined: no more). May throw to end the test. */
  readonly onRetry: (failure: StateFailure, index: number, delay: number | undefined) => void;
  readonly onCatch: (failure: StateFailure, index: number) => void;
}
