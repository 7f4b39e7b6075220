/** The HTTP server of one function URL, on a loopback port of its own. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { openHttpServer } from '../../http-server.ts';
import { isLoopbackHost } from '../../loopback.ts';
import type { UrlRequest } from './url-event.ts';
import { errorResponse, type UrlResponse } from './url-response.ts';

export interface UrlServer {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  close(): Promise<void>;
}

/** Lambda's limit for a synchronous payload. */
const maximumBodyBytes = 6_291_456;

/**
 * Starts it on the port, or on any free one. `failed` gets what a handler throws; the client gets a 500. Rejects where the
 * port is taken.
 */
export async function startUrlServer(
  handle: (request: UrlRequest) => Promise<UrlResponse>,
  failed: (error: unknown) => void,
  wanted = 0,
): Promise<UrlServer> {
  const { server, port, close } = await openHttpServer({ port: wanted });
  server.on('request', (message, response) => {
    void serve(handle, message, response).catch((error: unknown) => {
      // A client that goes away in the middle of its request is no failure.
      if (message.complete) failed(error);
      response.destroy();
    });
  });
  return { url: `http://127.0.0.1:${port}/`, close };
}

async function serve(
  handle: (request: UrlRequest) => Promise<UrlResponse>,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(message);
  const { status, headers, body: content } = await answerTo(handle, message, body);
  if (response.destroyed) return;
  if (!Buffer.isBuffer(content)) {
    response.writeHead(status, headers).flushHeaders();
    await pipeline(content, response).catch(() => response.destroy());
    return;
  }
  // Head and 204 responses have no body, and must not promise one.
  response.writeHead(status, { ...headers, ...(status !== 204 && { 'content-length': content.length }) });
  response.end(content);
}

async function answerTo(
  handle: (request: UrlRequest) => Promise<UrlResponse>,
  message: IncomingMessage,
  body: Buffer | undefined,
): Promise<UrlResponse> {
  // A name that some page made resolve to loopback (DNS rebinding) is not this URL's.
  if (!isLoopbackHost(message.headers.host ?? ''))
    return errorResponse(403, 'AccessDeniedException', { Message: null });
  if (!body)
    return errorResponse(413, 'RequestEntityTooLargeException', { Message: 'Request Entity Too Large' });
  return handle({
    method: message.method ?? 'GET',
    target: message.url ?? '/',
    headers: joinHeaders(message),
    body,
    sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
  });
}

function joinHeaders({ headersDistinct }: IncomingMessage): Record<string, string> {
  const entries = Object.entries(headersDistinct).map(([name, values = []]) => [
    name,
    values.join(name === 'cookie' ? '; ' : ','),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

/** Undefined for a body that is too large; it is read to its end, or the client would miss the answer. */
async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= maximumBodyBytes) chunks.push(chunk);
  }
  return length <= maximumBodyBytes ? Buffer.concat(chunks) : undefined;
}
