/** Errors of requests that reach no service, in a form that their sender can read. */
import { AwsError } from '../errors.ts';
import { encodeQueryError } from './query.ts';
import type { WireResponse } from './request.ts';

/** XML for who sent a form (the query protocol), JSON with AWS's header for everybody else. */
export function encodeUnrouted(thrown: unknown, requestId: string, contentType?: string): WireResponse {
  const error = thrown instanceof AwsError ? thrown : new AwsError('InternalFailure', String(thrown), 500);
  if (isForm(contentType)) {
    return encodeQueryError(
      { xmlNamespace: 'http://webservices.amazon.com/AWSFault/2005-15-09' },
      error,
      requestId,
    );
  }
  return {
    status: error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
    body: JSON.stringify({ __type: error.code, message: error.message, Message: error.message }),
  };
}

/** How the query protocol sends its members. */
export function isForm(contentType = ''): boolean {
  return contentType.startsWith('application/x-www-form-urlencoded');
}
