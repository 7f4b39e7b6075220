/** An HTTP request of an AWS client, read whole. */
import type { IncomingMessage } from 'node:http';
import { AwsError } from '../errors.ts';

export interface WireRequest {
  readonly method: string;
  /** Path as sent, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Whole, or in chunks while they come. */
  readonly body: Buffer | string | AsyncIterable<Buffer>;
}

/** Lambda takes the largest requests: 70,167,211 bytes (recorded from AWS). */
const maximumBodyBytes = 70_167_211;

/** Reads a request to its end. Throws RequestEntityTooLargeException beyond what any service takes. */
export async function readRequest(message: IncomingMessage): Promise<WireRequest> {
  const [, path = '/', query = ''] = /^([^?]*)(.*)$/s.exec(message.url ?? '/') ?? [];
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  return {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers,
    body: await readBody(message),
  };
}

/** Throws MethodNotAllowed for any other. */
export function requireMethod({ method }: WireRequest, methods: readonly string[]): void {
  if (methods.includes(method)) return;
  throw new AwsError('MethodNotAllowed', `Operations are not called by ${method}`, 405);
}

/** Reads to the end even what is too long: a client that is still sending would miss the answer. */
async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= maximumBodyBytes) chunks.push(chunk);
  }
  if (length <= maximumBodyBytes) return Buffer.concat(chunks);
  throw new AwsError(
    'RequestEntityTooLargeException',
    `Request must be smaller than ${maximumBodyBytes} bytes`,
    413,
  );
}
