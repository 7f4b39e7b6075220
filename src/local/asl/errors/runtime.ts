/**
 * States.Runtime: ends the whole execution wherever it occurs; no Retry or Catch matches it. The message is the part of the cause
 * that follows "An error occurred while executing the state …".
 */
export class RuntimeError extends Error {
  static readonly errorName = 'States.Runtime';

  constructor(detail: string) {
    super(detail);
    this.name = 'RuntimeError';
  }
}
