/** Sends an HTTP request and reads the answer. */
import http from 'node:http';
import https from 'node:https';
import { buffer } from 'node:stream/consumers';
import { isUtf8 } from 'node:buffer';
import type { Json, JsonObject } from '../../../../json.ts';
import { InvalidTask } from '../../../asl/index.ts';
import { Unreachable } from '../calls/call.ts';

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly statusText: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Buffer;
}

/** Rejects with Unreachable where the whole answer does not come, also when the signal aborts. */
export async function exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
  try {
    return await answerOf(await send(request, signal));
  } catch (thrown) {
    throw new Unreachable((thrown as Error).message);
  }
}

async function answerOf(message: http.IncomingMessage): Promise<HttpResponse> {
  const body = await buffer(message);
  const headers = Object.fromEntries(
    Object.entries(message.headersDistinct).map(([name, values = []]) => [name, values]),
  );
  return { status: message.statusCode ?? 0, statusText: message.statusMessage ?? '', headers, body };
}

function send(
  { method, url, headers, body }: HttpRequest,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const { request } = url.protocol === 'https:' ? https : http;
  const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers: { ...headers, ...length }, signal });
    sent.once('response', resolve);
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Answers that are no text are not taken [developer guide, "Unsupported HTTP Task responses"]. Throws InvalidTask. */
export function resultOf({ status, statusText, headers, body }: HttpResponse): JsonObject {
  const type = headers['content-type']?.[0] ?? '';
  if (/^(application\/octet-stream|(image|video|audio)\/)/.test(type))
    throw new InvalidTask(`The HTTP response has the content type '${type}', which is not supported`);
  if (!isUtf8(body)) throw new InvalidTask('The HTTP response cannot be read as text');
  return {
    Headers: headers,
    ResponseBody: valueOf(body.toString(), type),
    StatusCode: status,
    StatusText: statusText,
  };
}

function valueOf(text: string, type: string): Json {
  if (!/[/+]json\b/.test(type)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
