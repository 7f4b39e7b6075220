/** An endpoint that answers as a test says: for what no AWS would say on demand. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `target` is the operation of a JSON protocol: `AWSStepFunctions.GetExecutionHistory`. Rejected: the answer is lost. */
export type Answering = (target: string, body: string) => Answer | Promise<Answer>;

export interface Endpoint extends AsyncDisposable {
  readonly url: string;
}

/** Serves on a free loopback port until disposed of. */
export async function startEndpoint(answering: Answering): Promise<Endpoint> {
  const server = createServer((request, response) => {
    respond(request).then(
      ({ status = 200, headers = {}, body }) => response.writeHead(status, headers).end(body),
      () => response.destroy(),
    );
  });
  const respond = async (request: IncomingMessage): Promise<Answer> =>
    answering(String(request.headers['x-amz-target']), await text(request));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const json = (value: unknown): Answer => ({ body: JSON.stringify(value) });

/** An error as the JSON protocols send it. */
export const jsonError = (code: string, message: string, status = 400): Answer => ({
  status,
  headers: { 'x-amzn-errortype': code },
  body: JSON.stringify({ __type: code, message }),
});

/** An error as the query protocol (IAM, STS) sends it. */
export const queryError = (code: string, message: string, status = 400): Answer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
});
