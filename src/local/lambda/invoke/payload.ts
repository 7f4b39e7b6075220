/** What Lambda checks of a payload before it looks at the function. */
import { isUtf8 } from 'node:buffer';
import type { InvokeRequest } from '../../cloud.ts';
import { AwsError } from '../../errors.ts';

/** Bytes, by invocation type (AWS Lambda quotas: 6 MB synchronous, 1 MB asynchronous). */
const limits: Readonly<Record<InvokeRequest['type'], number>> = {
  RequestResponse: 6_291_456,
  DryRun: 6_291_456,
  Event: 1_048_576,
};

/**
 * The payload as the function gets it: `{}` where there is none. Throws RequestEntityTooLargeException, or
 * InvalidRequestContentException for what is no JSON.
 */
export function readPayload(payload: Buffer, type: InvokeRequest['type']): Buffer {
  if (payload.length > limits[type]) {
    const message = `${payload.length} byte payload is too large for the ${type} invocation type (limit ${limits[type]} bytes)`;
    throw new AwsError('RequestEntityTooLargeException', message, 413);
  }
  if (payload.length === 0) return Buffer.from('{}');
  const problem = problemOf(payload);
  if (problem === undefined) return payload;
  const message = `Could not parse request body into json: Could not parse payload into json: ${problem.what}\n at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: 1, column: ${problem.column}]`;
  throw new AwsError('InvalidRequestContentException', message, 400);
}

/** What is wrong with a text that should be JSON; the words are AWS's for bytes that are no UTF-8, and ours for the rest. */
function problemOf(payload: Buffer): { what: string; column: number } | undefined {
  const bad = firstBadByte(payload);
  if (bad !== undefined) {
    return { what: `Invalid UTF-8 start byte 0x${(payload[bad] ?? 0).toString(16)}`, column: bad + 2 };
  }
  try {
    JSON.parse(payload.toString());
    return undefined;
  } catch (error) {
    return { what: error instanceof Error ? error.message : String(error), column: 1 };
  }
}

/** The place of the first byte that is no UTF-8. */
function firstBadByte(payload: Buffer): number | undefined {
  if (isUtf8(payload)) return undefined;
  const text = payload.toString();
  return Buffer.byteLength(text.slice(0, text.indexOf('\ufffd')));
}
