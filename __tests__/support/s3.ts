/** A stand-in for S3 that keeps objects, with or without an AWS behind it that gets all other calls. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface S3 extends AsyncDisposable {
  readonly endpoint: string;
  /** By `/BUCKET/KEY`. */
  readonly objects: Map<string, Buffer>;
  /** What S3 was asked: `PUT /BUCKET/KEY`. */
  readonly asked: string[];
}

/** `refuse` may answer a request with an error of S3's: `403 AccessDenied`. */
export async function startS3(
  refuse: (method: string) => string | undefined = () => undefined,
  behind?: string,
): Promise<S3> {
  const objects = new Map<string, Buffer>();
  const asked: string[] = [];
  const server = createServer((message, response) => {
    void buffer(message).then((body) => {
      const path = (message.url ?? '').replace(/\?.*/, '');
      const method = message.method ?? '';
      if (message.headers.authorization?.includes('/s3/aws4_request')) {
        asked.push(`${method} ${path}`);
        answer(response, method, refuse(method) ?? keep(objects, method, path, body));
      } else pass(message, body, response, behind ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function keep(objects: Map<string, Buffer>, method: string, path: string, body: Buffer): string {
  if (method === 'PUT') objects.set(path, body);
  return objects.has(path) ? '200' : '404 NoSuchKey';
}

/** An answer to HEAD has no body, so its error has no name. */
function answer(response: ServerResponse, method: string, result: string): void {
  const [status = '', code] = result.split(' ');
  const error = `<Error><Code>${code ?? ''}</Code><Message>S3 says ${code ?? ''}</Message></Error>`;
  response.writeHead(Number(status), { 'content-type': 'application/xml' });
  response.end(code === undefined || method === 'HEAD' ? '' : error);
}

function pass(
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  to: ServerResponse,
  behind: string,
): void {
  const forwarded = request(`${behind}${url ?? ''}`, { method, headers }, (answered) => {
    to.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(to);
  });
  forwarded.on('error', () => to.destroy());
  forwarded.end(body);
}
