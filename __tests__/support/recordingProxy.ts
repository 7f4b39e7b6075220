/** A proxy before an endpoint that writes down every call: what a deploy really sends. */
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordedCall {
  /** `lambda:GET /2015-03-31/functions/x`, `iam:CreateRole`, `states:AWSStepFunctions.DescribeStateMachine` */
  readonly name: string;
  /** Whether it changes something. */
  readonly write: boolean;
}

export interface RecordingProxy extends AsyncDisposable {
  readonly endpoint: string;
  readonly calls: RecordedCall[];
}

/** @param unknown paths that are not forwarded: the endpoint behind seems not to have them. */
export async function startRecordingProxy(target: string, unknown?: RegExp): Promise<RecordingProxy> {
  const calls: RecordedCall[] = [];
  const server = createServer((incoming, response) => {
    void (async () => {
      const body = await readAll(incoming);
      if (unknown?.test(incoming.url ?? '')) {
        response.writeHead(404).end();
        return;
      }
      calls.push(recordOf(incoming, body.toString('latin1')));
      const forwarded = request(
        `${target}${incoming.url ?? ''}`,
        { method: incoming.method, headers: incoming.headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      forwarded.on('error', () => response.destroy());
      forwarded.end(body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function recordOf({ headers, method, url = '' }: IncomingMessage, body: string): RecordedCall {
  const service = /\/([a-z]+)\/aws4_request/.exec(headers.authorization ?? '')?.[1] ?? '?';
  const target = headers['x-amz-target'];
  const action = /(?:^|&)Action=(\w+)/.exec(body)?.[1];
  const name = (typeof target === 'string' ? target.split('.').pop() : action) ?? `${method ?? ''} ${url}`;
  const reads = service === 'lambda' ? method === 'GET' : /^(Get|List|Describe|Filter|Validate)/.test(name);
  return { name: `${service}:${name}`, write: !reads };
}
