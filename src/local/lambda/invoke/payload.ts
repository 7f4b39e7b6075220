/** What Lambda checks of a payload before it looks at the function. */
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
  const message = `Could not parse request body into json: Could not parse payload into json: ${problem}\n at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: 1, column: 1]`;
  throw new AwsError('InvalidRequestContentException', message, 400);
}

function problemOf(payload: Buffer): string | undefined {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    return undefined;
  } catch (error) {
    return error instanceof SyntaxError ? error.message : 'Invalid UTF-8';
  }
}
