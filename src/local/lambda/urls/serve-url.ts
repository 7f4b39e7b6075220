/** Opens the ports of function URLs. */
import { randomBytes } from 'node:crypto';
import type { FunctionUrlConfig } from '@aws-sdk/client-lambda';
import type { LambdaBackend } from '../backend.ts';
import type { FunctionUrl, LambdaFunction } from '../model.ts';
import { functionArn, type FunctionReference } from '../names.ts';
import { handleUrl } from './url-handler.ts';
import { startUrlServer, type UrlServer } from './url-server.ts';

/** Opens its port, which stays the same for the life of the configuration. */
export async function serveUrl(
  backend: LambdaBackend,
  lambda: LambdaFunction,
  reference: FunctionReference,
  config: FunctionUrlConfig,
  { id = randomBytes(16).toString('hex'), port = 0 }: { readonly id?: string; readonly port?: number } = {},
): Promise<FunctionUrl> {
  const { note } = backend.cloud.options;
  const open = (wanted: number): Promise<UrlServer> =>
    startUrlServer(
      (request) => handleUrl(backend, { lambda, reference, url }, request),
      (error) => {
        note(`internal failure (a bug of the embedded AWS): ${String(error)}`);
      },
      wanted,
    );
  const server = await open(port).catch((thrown: unknown) => {
    if (port === 0) throw thrown;
    return open(0);
  });
  const url: FunctionUrl = {
    id,
    config: { ...config, FunctionUrl: server.url },
    close: () => server.close(),
  };
  lambda.urls.set(reference.qualifier ?? '', url);
  return url;
}

/** Serves a URL again, at its old port where that is free: the person who runs the endpoint is told where it is not. */
export async function serveUrlAgain(
  backend: LambdaBackend,
  lambda: LambdaFunction,
  qualifier: string,
  { id, config }: Pick<FunctionUrl, 'id' | 'config'>,
): Promise<void> {
  const reference = { ...lambda.place, name: lambda.name, ...(qualifier !== '' && { qualifier }) };
  const port = Number(new URL(config.FunctionUrl ?? '').port);
  const url = await serveUrl(backend, lambda, reference, config, { id, port });
  if (url.config.FunctionUrl === config.FunctionUrl) return;
  const arn = functionArn(reference);
  backend.cloud.options.note(
    `The URL of ${arn} is now ${String(url.config.FunctionUrl)}: port ${port}, where it was, is taken`,
  );
}
