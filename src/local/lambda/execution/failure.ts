/** Lambda's error documents for requests that the runtime itself did not answer, and what it logs of them. */
import type { Outcome } from '../../runtimes/sandbox.ts';

export interface Failure {
  readonly document: Buffer;
  /** The event that says so in the log. */
  readonly logged: string;
  /** What the REPORT line ends with. */
  readonly status: string;
}

/** Undefined when the runtime answered. `at` is the moment in milliseconds since 1970. */
export function failureOf(
  outcome: Outcome,
  { requestId, timeoutSeconds, at }: { requestId: string; timeoutSeconds: number; at: number },
): Failure | undefined {
  if (outcome.kind === 'timeout') {
    const message = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
    return {
      document: document('Sandbox.Timedout', `RequestId: ${requestId} Error: ${message}`),
      logged: `${new Date(at).toISOString()} ${requestId} ${message}\n`,
      status: 'Status: timeout',
    };
  }
  if (outcome.kind !== 'exit') return undefined;
  const { errorType, reason } = outcome.exit;
  const message = `RequestId: ${requestId} Error: ${reason}`;
  return {
    document: document(errorType, message),
    logged: `${message}\n${errorType}`,
    status: `Status: error\tError Type: ${errorType}`,
  };
}

function document(errorType: string, errorMessage: string): Buffer {
  return Buffer.from(JSON.stringify({ errorType, errorMessage }));
}
