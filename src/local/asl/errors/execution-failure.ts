/** Ends the whole execution: a States.Runtime error with its full cause, and the event it happened after. */
export class ExecutionFailure extends Error {
  readonly error: string;
  override readonly cause: string;
  /** The cause without the state that it occurred in. */
  readonly detail: string;
  readonly lastEventId: number;

  constructor(error: string, cause: string, detail: string, lastEventId: number) {
    super(cause);
    this.name = 'ExecutionFailure';
    this.error = error;
    this.cause = cause;
    this.detail = detail;
    this.lastEventId = lastEventId;
  }
}
