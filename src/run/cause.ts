/** What a Lambda function says of its failure, taken out of the JSON that Step Functions hands on as the cause. */
import { isObject, type Json } from '../json.ts';

export interface Cause {
  /** The error's message, or the whole cause where it is not a Lambda's. */
  readonly message: string;
  /** Lines of the traceback, outermost call first as the runtime gives them; empty when there are none. */
  readonly trace: readonly string[];
  readonly requestId?: string;
}

/**
 * Python sends `stackTrace`, Node `trace` (Lambda developer guide, "Function errors"). Python gives the request's id a
 * member; Lambda itself, of a function that ran out of time or crashed, begins the message with it. Never throws.
 */
export function readCause(cause: string | undefined): Cause {
  const document = parse(cause);
  if (!isObject(document) || typeof document.errorMessage !== 'string') {
    return { message: cause ?? '', trace: [] };
  }
  const requestId = document.requestId ?? /^RequestId: ([0-9a-f-]{36}) /.exec(document.errorMessage)?.[1];
  return {
    message: document.errorMessage,
    trace: lines(document.stackTrace ?? document.trace ?? []),
    ...(typeof requestId === 'string' && { requestId }),
  };
}

function parse(cause: string | undefined): Json | undefined {
  try {
    return cause === undefined ? undefined : (JSON.parse(cause) as Json);
  } catch {
    return undefined;
  }
}

function lines(trace: Json): string[] {
  if (!Array.isArray(trace)) return [];
  return (trace as readonly Json[]).flatMap((entry) =>
    typeof entry === 'string' ? entry.split('\n').filter((line) => line.trim() !== '') : [],
  );
}
