/** A failure that Retry and Catch can match. Error and cause are absent where AWS sends none. */
export class StateFailure extends Error {
  readonly error: string | undefined;
  override readonly cause: string | undefined;

  constructor(error?: string, cause?: string) {
    super(cause ?? error ?? 'The state failed');
    this.name = 'StateFailure';
    this.error = error;
    this.cause = cause;
  }
}
