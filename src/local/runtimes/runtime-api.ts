/** The Lambda Runtime API of one function process, on a loopback port of its own. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopbackHost } from '../loopback.ts';

/** What a runtime is handed with `next`. */
export interface Invocation {
  readonly requestId: string;
  readonly payload: Buffer;
  /** Milliseconds since 1970: when the process is killed. */
  readonly deadline: number;
  readonly invokedFunctionArn: string;
  readonly traceId: string;
  /** JSON text. */
  readonly clientContext?: string;
}

/** Takes a response while the runtime writes it. */
export interface ResponseSink {
  /** Resolves when it takes more. */
  write(chunk: Buffer): Promise<void>;
}

/** What a runtime tells. */
export interface RuntimeListener {
  /** It asks for work: initialised, and done with whatever it had. */
  asked(): void;
  responded(requestId: string, payload: Buffer): void;
  /** It begins a response that it streams. Undefined where nobody wants to see it before its end. */
  streams(requestId: string, contentType: string): ResponseSink | undefined;
  failed(requestId: string, document: Buffer): void;
  initFailed(document: Buffer): void;
}

/** Lambda takes responses up to 6 MB and what encodes them (AWS's message names this figure). */
export const maximumResponseBytes = 6_291_556;

const invocationPath = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/;

export class RuntimeApi {
  /** `127.0.0.1:PORT`: what a process gets as AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  readonly #server: Server;
  readonly #listener: RuntimeListener;
  #waiting: ServerResponse | undefined;

  private constructor(server: Server, listener: RuntimeListener) {
    this.address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#server = server;
    this.#listener = listener;
    server.on('request', (message, response) => void this.#serve(message, response));
  }

  static open(listener: RuntimeListener): Promise<RuntimeApi> {
    const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 });
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => {
        resolve(new RuntimeApi(server, listener));
      });
    });
  }

  /** Answers the runtime's `next`. Only while it asks. */
  send(invocation: Invocation): void {
    const response = this.#waiting;
    if (!response) throw new Error('the runtime has not asked for an invocation');
    this.#waiting = undefined;
    response.writeHead(200, headersOf(invocation));
    response.end(invocation.payload);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => {
        resolve();
      });
      this.#server.closeAllConnections();
    });
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '', headers } = message;
    // A web page must not be able to take a function's invocation.
    if (headers.origin !== undefined || !isLoopbackHost(headers.host ?? '')) {
      answer(response, 403);
      return;
    }
    try {
      if (await this.#stream(message, response)) return;
      const body = await readAll(message);
      if (method === 'GET' && url === '/2018-06-01/runtime/invocation/next') this.#ask(response);
      else if (method === 'POST') this.#tell(message, body, response);
      else answer(response, 404);
    } catch {
      // The process died in the middle of a request; its end is told by the process itself.
      response.destroy();
    }
  }

  /**
   * Hands a streamed response on, chunk by chunk (AWS Lambda developer guide, "Response streaming with custom runtimes").
   * False when it is none, or is wanted whole.
   */
  async #stream(message: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const [, requestId = '', kind] = invocationPath.exec(message.url ?? '') ?? [];
    const { headers } = message;
    if (kind !== 'response' || headers['lambda-runtime-function-response-mode'] !== 'streaming') return false;
    const type = headers['content-type'] ?? 'application/octet-stream';
    const sink = this.#listener.streams(requestId, type);
    if (!sink) return false;
    for await (const chunk of message as AsyncIterable<Buffer>) await sink.write(chunk);
    this.#responded(requestId, message, Buffer.alloc(0));
    answer(response, 202);
    return true;
  }

  /** An error that a streaming runtime met on the way is told in trailers. */
  #responded(requestId: string, { trailers }: IncomingMessage, body: Buffer): void {
    const error = trailers['lambda-runtime-function-error-body'];
    if (error === undefined) this.#listener.responded(requestId, body);
    else this.#listener.failed(requestId, Buffer.from(error, 'base64'));
  }

  #ask(response: ServerResponse): void {
    this.#waiting = response;
    this.#listener.asked();
  }

  #tell(message: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const { url = '' } = message;
    const [, requestId = '', kind] = invocationPath.exec(url) ?? [];
    const isInit = url === '/2018-06-01/runtime/init/error';
    if (kind === 'response' && body.length > maximumResponseBytes) {
      const document = tooLarge();
      this.#listener.failed(requestId, Buffer.from(JSON.stringify(document)));
      answer(response, 413, document);
      return;
    }
    if (kind === 'response') this.#responded(requestId, message, body);
    if (kind === 'error') this.#listener.failed(requestId, body);
    if (isInit) this.#listener.initFailed(body);
    answer(response, kind !== undefined || isInit ? 202 : 404);
  }
}

function tooLarge(): object {
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${maximumResponseBytes} bytes).`;
  return { errorType: 'Function.ResponseSizeTooLarge', errorMessage };
}

function headersOf(invocation: Invocation): Record<string, string | number> {
  return {
    'content-type': 'application/json',
    'content-length': invocation.payload.length,
    'lambda-runtime-aws-request-id': invocation.requestId,
    'lambda-runtime-deadline-ms': invocation.deadline,
    'lambda-runtime-invoked-function-arn': invocation.invokedFunctionArn,
    'lambda-runtime-trace-id': invocation.traceId,
    ...(invocation.clientContext && { 'lambda-runtime-client-context': invocation.clientContext }),
  };
}

function answer(response: ServerResponse, status: number, document: object = { status: 'OK' }): void {
  const body = JSON.stringify(document);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
