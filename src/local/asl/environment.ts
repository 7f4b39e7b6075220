import type { ExecutionClock } from '../../clock.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { HistorySink } from './history.ts';
import type { MapRuns } from './map-runs.ts';
import type { TaskRunner } from './task-runner.ts';

/**
 * What an execution is handed by the service that keeps it. The engine itself holds no state between executions and
 * reaches the world through this alone.
 */
export interface Environment {
  readonly clock: ExecutionClock;
  readonly execution: ExecutionFacts;
  readonly stateMachine: StateMachineFacts;
  readonly history: HistorySink;
  readonly tasks: TaskRunner;
  readonly mapRuns: MapRuns;
  /** Where the execution goes on when it is redriven, and the id of its last event. */
  readonly redrive?: { readonly checkpoint: Checkpoint | undefined; readonly lastEventId: number };
  /** Told where an execution stood that ended unsuccessfully. */
  readonly leave?: (checkpoint: Checkpoint | undefined) => void;
  /** Aborted to stop the execution; its reason is a StopRequest (any other reason stops it without error and cause). */
  readonly stop: AbortSignal;
  /** A number in [0, 1), for jitter, $random and States.MathRandom. */
  readonly random: () => number;
  /** A version 4 UUID, for $uuid and States.UUID. */
  readonly uuid: () => string;
}

/** `$$.Execution` of the context object and what the ExecutionStarted event tells. */
export interface ExecutionFacts {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  /** The input as it was sent: JSON text. */
  readonly input: string;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  readonly redriveCount: number;
  /** Milliseconds since 1970; given once the execution has been redriven. */
  readonly redriveTime?: number;
  /** Given where a version or an alias was started. */
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
}

/** `$$.StateMachine` of the context object. */
export interface StateMachineFacts {
  readonly arn: string;
  readonly name: string;
  readonly type: StateMachineType;
}

export type StateMachineType = 'STANDARD' | 'EXPRESS';

/** The reason to abort Environment.stop with: what StopExecution was given. */
export class StopRequest {
  readonly error?: string;
  readonly cause?: string;

  constructor(error?: string, cause?: string) {
    if (error !== undefined) this.error = error;
    if (cause !== undefined) this.cause = cause;
  }
}

/** How an execution ended. `output` is JSON text; error and cause are absent where AWS sends none. */
export type Outcome =
  | { readonly status: 'SUCCEEDED'; readonly output: string }
  | { readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED'; readonly error?: string; readonly cause?: string };
