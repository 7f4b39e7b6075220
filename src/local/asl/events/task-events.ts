import type { EventBody } from '../history.ts';
import type { Reason } from './reason.ts';

/** The events of one attempt of a task: which ones they are depends on what kind of resource it calls. */
export interface TaskEvents {
  readonly scheduled: (attempt: ScheduledTask) => EventBody;
  readonly started: (workerName: string | undefined) => EventBody;
  /** `.sync` and `.waitForTaskToken` only. */
  readonly submitted?: (response: string) => EventBody;
  readonly succeeded: (output: string) => EventBody;
  readonly failed: (failure: Reason) => EventBody;
  readonly startFailed: (failure: Reason) => EventBody;
  readonly submitFailed?: (failure: Reason) => EventBody;
  readonly timedOut: (failure: Reason) => EventBody;
}

export interface ScheduledTask {
  /** JSON text. */
  readonly arguments: string;
  readonly region: string;
  /** Seconds, where the definition gives them. */
  readonly timeout?: number;
  readonly heartbeat?: number;
  readonly credentialsRoleArn?: string;
}
