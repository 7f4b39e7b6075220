/** One case under `tests:`. */
import type { Position } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Path } from './workflow.ts';

export interface TestSpec {
  readonly name: string;
  readonly at: Position;
  /** What the execution starts with; `${…}` still in it where it needs the target. */
  readonly input: Json;
  /** By state; empty where every call is made. `${…}` as in the input. */
  readonly mocks: ReadonlyMap<string, readonly MockSpec[]>;
  /** `${…}` as in the input. */
  readonly expect: Expectation;
  /** Where something of `expect` stands, by its path in there. */
  readonly locate: (path: Path) => Position;
}

/** One answer to the calls of a state from the `first` to the `last`, counted from zero. */
export interface MockSpec {
  readonly first: number;
  readonly last: number;
  readonly answer: MockedResult | MockedFailure;
}

/** What the call gives, as Step Functions gets it: of `lambda:invoke` with the envelope. */
export interface MockedResult {
  readonly result: Json;
}

export interface MockedFailure {
  readonly failure: { readonly error?: string; readonly cause?: string };
}

export type EndStatus = 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** What is not there may be as it likes; `status` is there unless a failure is expected by its other marks. */
export interface Expectation {
  readonly status?: EndStatus;
  /** A part of the output, or a condition in JSONata with its `{% %}`. */
  readonly output?: Json;
  readonly error?: string;
  /** What the cause contains. */
  readonly cause?: string;
  readonly failedState?: string;
  readonly path?: readonly string[];
  readonly maxDurationSeconds?: number;
  readonly retries?: Readonly<Record<string, number>>;
}

/** The text between the marks of `{% … %}`; undefined for what is no condition. */
export function conditionIn(expected: Json | undefined): string | undefined {
  return typeof expected === 'string' ? /^\s*\{%([\s\S]*)%\}\s*$/.exec(expected)?.[1] : undefined;
}
