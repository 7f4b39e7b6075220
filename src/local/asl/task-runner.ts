import type { Json } from '../../json.ts';
import type { TaskResource } from './resource.ts';

/**
 * Performs the calls of Task states (and the S3 calls of distributed Map states). It knows nothing of histories: it reports
 * facts, the engine writes the events. Timeouts and heartbeats are the engine's as well: it aborts the signal.
 */
export interface TaskRunner {
  /** A new task token: for every attempt of an activity, `.sync` or `.waitForTaskToken` state, before its arguments are evaluated. */
  newToken(): string;
  /**
   * Performs one attempt. Resolves with the result: for a direct function or activity its output, for a service integration the
   * response in the API's PascalCase, for `.sync` the end description of the job, for `.waitForTaskToken` what SendTaskSuccess sent.
   * Rejects with TaskFailure, InvalidTask, or the signal's reason once that aborts.
   */
  run(call: TaskCall, facts: TaskFacts, signal: AbortSignal): Promise<Json>;
}

export interface TaskCall {
  /** Name of the state whose work it is; undefined for what the engine reads and writes itself. */
  readonly state?: string;
  readonly resource: TaskResource;
  /** Evaluated Parameters or Arguments; the state's input where it has none. */
  readonly arguments: Json;
  /** Evaluated Credentials.RoleArn; without it the execution's role acts. */
  readonly credentialsRoleArn?: string;
  /** The token of this attempt: given for activities, `.sync` and `.waitForTaskToken`. */
  readonly token?: string;
  /** Seconds, as GetActivityTask's caller or a job may want to know them. */
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
}

/** What the runner tells while it works; each fact at most once, in this order (heartbeat any number of times). */
export interface TaskFacts {
  /** The arguments are acceptable and the work is queued. */
  scheduled(): void;
  /** The work has begun; for an activity with the name its worker gave. */
  started(workerName?: string): void;
  /** `.sync` and `.waitForTaskToken`: the call was answered, now we wait. */
  submitted(response: Json): void;
  /** A worker sent SendTaskHeartbeat. */
  heartbeat(): void;
}

/** The work failed: what Retry and Catch match. Error and cause may be missing (SendTaskFailure without them). */
export class TaskFailure extends Error {
  readonly error: string | undefined;
  override readonly cause: string | undefined;
  /** Which event tells of it where it is not TaskFailed: the call could not be started, or its answer not be waited for. */
  readonly stage: 'start' | 'submit' | 'run';

  constructor(error?: string, cause?: string, stage: 'start' | 'submit' | 'run' = 'run') {
    super(cause ?? error ?? 'The task failed');
    this.name = 'TaskFailure';
    this.error = error;
    this.cause = cause;
    this.stage = stage;
  }
}

/**
 * The call cannot even be made: unacceptable arguments, an activity that is not there. Reported before `scheduled`, it fails the
 * execution with States.Runtime; the message is the part of the cause after "An error occurred while executing the state …".
 */
export class InvalidTask extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidTask';
  }
}
