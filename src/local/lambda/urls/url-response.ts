/** What a function returned as an HTTP response: payload format 2.0. */
import { isObject, type Json, type JsonObject } from '../../../json.ts';

export interface UrlResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** Whole, or in chunks while they come. */
  readonly body: Buffer | AsyncIterable<Buffer>;
}

const json = { 'content-type': 'application/json' };

/**
 * An object with a statusCode says what to send; anything else is the body of a 200. A text is sent without its quotes
 * (recorded; the guide says otherwise). What is no valid response gives 502.
 */
export function urlResponse(payload: Buffer): UrlResponse {
  const value = parse(payload);
  if (value === undefined) return badGateway();
  if (isObject(value) && value.statusCode !== undefined) return structured(value);
  return { status: 200, headers: json, body: bodyOf(value) };
}

export function badGateway(): UrlResponse {
  return { status: 502, headers: json, body: Buffer.from('Internal Server Error') };
}

/** Refused: the exact body and header of AWS (recorded). */
export function forbidden(): UrlResponse {
  const Message =
    'Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html';
  return errorResponse(403, 'AccessDeniedException', { Message });
}

export function errorResponse(status: number, errorType: string, document: object): UrlResponse {
  return {
    status,
    headers: { ...json, 'x-amzn-ErrorType': errorType },
    body: Buffer.from(JSON.stringify(document)),
  };
}

function structured(value: JsonObject): UrlResponse {
  const head = headOf(value);
  if (!head) return badGateway();
  const { body = '' } = value;
  return {
    ...head,
    headers: { ...json, ...head.headers },
    body: value.isBase64Encoded === true ? Buffer.from(bodyOf(body).toString(), 'base64') : bodyOf(body),
  };
}

/** Status and headers as a function tells them; undefined for what is no valid response. */
export function headOf(value: JsonObject): Omit<UrlResponse, 'body'> | undefined {
  const status = Number(value.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  const { headers = {}, cookies = [] } = value;
  if (!isObject(headers)) return undefined;
  return {
    status,
    headers: {
      ...headersOf(headers),
      ...(Array.isArray(cookies) && cookies.length > 0 && { 'set-cookie': cookies.map(String) }),
    },
  };
}

function headersOf(headers: JsonObject): Record<string, string> {
  const entries = Object.entries(headers).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), bodyOf(value).toString()]));
}

function bodyOf(value: Json): Buffer {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
}

function parse(payload: Buffer): Json | undefined {
  try {
    return JSON.parse(payload.toString()) as Json;
  } catch {
    return undefined;
  }
}
