/**
 * What an AWS client gets as an error. Thrown by operations, written by the wire in the protocol's form.
 * Everything else that an operation throws is a bug of ours and answers InternalFailure (500).
 */
export class AwsError extends Error {
  /** AWS's error code, such as `ResourceNotFoundException`. */
  readonly code: string;
  /** HTTP status; a status from 500 says that the fault is the service's. */
  readonly status: number;
  /** Further members of the error's body (Lambda's `Type`, Step Functions' `reason`, …). */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status = 400, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.members = members;
  }
}
