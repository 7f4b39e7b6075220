import type { ExecutionClock } from '../../../clock.ts';
import type { TaskRunner } from '../task-runner.ts';

/** What TestState is asked; texts are JSON as they were sent. */
export interface TestStateRequest {
  /** One state, or a whole machine of which stateName is tested. */
  readonly definition: string;
  readonly stateName?: string;
  readonly input: string;
  readonly variables?: string;
  readonly context?: string;
  readonly roleArn?: string;
  readonly mock?: Mock;
  readonly retrierRetryCount?: number;
  readonly mapIterationFailureCount?: number;
}

export interface Mock {
  readonly result?: string;
  /** STRICT (the default) and PRESENT check the result against the API; NONE does not. */
  readonly fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE';
  readonly errorOutput?: { readonly error?: string; readonly cause?: string };
}

/** What the service lends for the test. */
export interface TestStateEnvironment {
  readonly clock: ExecutionClock;
  /** Makes the call of a Task that is not mocked. */
  readonly tasks: TaskRunner;
  readonly stop: AbortSignal;
  readonly random: () => number;
  readonly uuid: () => string;
  /** The execution and state machine that the context object tells of. */
  readonly executionArn: string;
  readonly stateMachineArn: string;
}

/** What TestState answers, at its highest inspection level. */
export interface TestedState {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  readonly inspectionData: Readonly<Record<string, unknown>>;
}
