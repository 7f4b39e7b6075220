import type { EventBody } from '../history.ts';
import type { Reason } from './reason.ts';

/** The events of one attempt of a task: which ones they are depends on what kind of resource it calls. */
export interface TaskEvents {
  scheduled(attempt: ScheduledTask): EventBody;
  started(workerName: string | undefined): EventBody;
  /** `.sync` and `.waitForTaskToken` only. */
  submitted?(response: string): EventBody;
  succeeded(output: string): EventBody;
  failed(failure: Reason): EventBody;
  startFailed(failure: Reason): EventBody;
  submitFailed?(failure: Reason): EventBody;
  timedOut(failure: Reason): EventBody;
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
