/** Lambda's error documents for what did not end well, and what it logs of it. */
import { isObject, type Json } from '../../../json.ts';
import type { Outcome } from '../../runtimes/sandbox.ts';

export interface Failure {
  readonly document: Buffer;
  readonly status: 'error' | 'timeout';
  /** As reports name it. */
  readonly errorType?: string;
  /** The event that says so in the log; undefined where the runtime has said it. */
  readonly logged?: string;
  /** Whether the last column of REPORT tells of it: not of what a handler throws. */
  readonly reported: boolean;
}

/** Undefined when the runtime answered. `at` is the moment in milliseconds since 1970. */
export function failureOf(
  outcome: Outcome,
  { requestId, timeoutSeconds, at }: { requestId: string; timeoutSeconds: number; at: number },
): Failure | undefined {
  if (outcome.kind === 'response') return undefined;
  if (outcome.kind === 'error') return { ...told(outcome.document), status: 'error', reported: false };
  if (outcome.kind === 'timeout') {
    const message = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
    return {
      document: document('Sandbox.Timedout', `RequestId: ${requestId} Error: ${message}`),
      status: 'timeout',
      reported: true,
      logged: `${new Date(at).toISOString()} ${requestId} ${message}\n`,
    };
  }
  const { errorType, reason, outOfMemory } = outcome.exit;
  const message = `RequestId: ${requestId} Error: ${reason}`;
  return {
    document: document(errorType, message),
    status: 'error',
    reported: true,
    // As reports on AWS have it; the error that callers get is that of any exit.
    errorType: outOfMemory ? 'Runtime.OutOfMemory' : errorType,
    logged: `${message}\n${errorType}`,
  };
}

function told(bytes: Buffer): Pick<Failure, 'document' | 'errorType'> {
  const value = parse(bytes);
  const errorType = isObject(value) ? value.errorType : undefined;
  return { document: bytes, ...(typeof errorType === 'string' && { errorType }) };
}

function parse(bytes: Buffer): Json {
  try {
    return JSON.parse(bytes.toString()) as Json;
  } catch {
    return null;
  }
}

function document(errorType: string, errorMessage: string): Buffer {
  return Buffer.from(JSON.stringify({ errorType, errorMessage }));
}
