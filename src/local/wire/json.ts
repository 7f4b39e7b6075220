/** AWS JSON 1.0 and 1.1 (Step Functions, CloudWatch Logs, the tagging API). */
import { isUtf8 } from 'node:buffer';
import { AwsError } from '../errors.ts';
import type { JsonService } from '../service.ts';
import { requireMethod, type WireRequest, type WireResponse } from './request.ts';

/** The operation's name from `X-Amz-Target: PREFIX.Operation`. Throws MethodNotAllowed. */
export function jsonOperationName(
  service: Pick<JsonService<unknown>, 'jsonVersion' | 'targetPrefix'>,
  request: WireRequest,
): string {
  requireMethod(request, ['POST']);
  const target = request.headers['x-amz-target'] ?? '';
  return target.startsWith(`${service.targetPrefix}.`)
    ? target.slice(service.targetPrefix.length + 1)
    : target;
}

/** Throws SerializationException. */
export function decodeJson(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  try {
    const value: unknown = isUtf8(body) ? JSON.parse(body.toString('utf8')) : undefined;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Falls through to the one answer for every body that is not an object.
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object');
}

export function encodeJson(
  service: Pick<JsonService<unknown>, 'jsonVersion' | 'targetPrefix'>,
  output: object,
): WireResponse {
  return { status: 200, headers: contentType(service), body: jsonText(output) };
}

export function encodeJsonError(
  service: Pick<JsonService<unknown>, 'jsonVersion' | 'targetPrefix' | 'queryErrorCodes'>,
  error: AwsError,
): WireResponse {
  const body = { __type: error.code, message: error.message, ...error.members };
  const headers = { ...contentType(service), ...queryError(service, error) };
  return { status: error.status, headers, body: jsonText(body) };
}

/** [AWS JSON protocol, awsQueryCompatible trait] */
function queryError(
  { queryErrorCodes }: Pick<JsonService<unknown>, 'queryErrorCodes'>,
  { code, status }: AwsError,
): Record<string, string> {
  const name = code.replace(/^.*#/, '');
  const fault = status >= 500 ? 'Receiver' : 'Sender';
  return queryErrorCodes ? { 'x-amzn-query-error': `${queryErrorCodes[name] ?? name};${fault}` } : {};
}

function contentType(
  service: Pick<JsonService<unknown>, 'jsonVersion' | 'targetPrefix'>,
): Record<string, string> {
  return { 'content-type': `application/x-amz-json-${service.jsonVersion}` };
}

/** JSON with timestamps as epoch seconds and bytes as base64: the default of AWS's JSON protocols. */
export function jsonText(value: unknown): string {
  return JSON.stringify(encodeValue(value));
}

function encodeValue(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(encodeValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, encodeValue(member)]));
}
