/** A response on its way: what a function writes can be read while it is being written. */
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { ResponseSink } from '../../runtimes/runtime-api.ts';
import type { LambdaBackend } from '../backend.ts';
import type { Execution } from '../execution/execution-environment.ts';
import type { FunctionVersion } from '../model.ts';
import { execute, type Admitted } from './invoke.ts';

export interface ResponseStream {
  /** As the function said it; undefined for a function that does not stream: its payload comes whole. */
  readonly contentType: string | undefined;
  readonly chunks: AsyncIterable<Buffer>;
  /** How the request ended. Never rejects once there is a stream. */
  readonly ended: Promise<Execution>;
}

/** Runs the request. Resolves when the function begins to answer, or has answered whole. Throws as execute does. */
export async function stream(
  backend: LambdaBackend,
  admitted: Admitted,
  version: FunctionVersion,
): Promise<ResponseStream> {
  const pipe = new Pipe();
  const ended = execute(backend, admitted, version, pipe.open);
  const execution = await Promise.race([ended, pipe.opened]);
  if (execution !== undefined) return { contentType: undefined, chunks: whole(execution), ended };
  const end = (): void => {
    pipe.end();
  };
  void ended.then(end, end);
  return { contentType: pipe.contentType, chunks: pipe.chunks, ended };
}

async function* whole({ payload, functionError }: Execution): AsyncGenerator<Buffer> {
  if (functionError === undefined) yield Promise.resolve(payload);
}

/** Between the function that writes and the client that reads; it goes on when the client has gone, as in AWS. */
class Pipe implements ResponseSink {
  readonly opened: Promise<undefined>;
  contentType = '';
  readonly #through = new PassThrough();
  #open: () => void = () => undefined;

  constructor() {
    this.opened = new Promise((resolve) => {
      this.#open = () => {
        resolve(undefined);
      };
    });
  }

  get chunks(): AsyncIterable<Buffer> {
    return this.#through;
  }

  readonly open = (contentType: string): ResponseSink => {
    this.contentType = contentType;
    this.#open();
    return this;
  };

  async write(chunk: Buffer): Promise<void> {
    const through = this.#through;
    if (through.destroyed || through.write(chunk)) return;
    await Promise.race([once(through, 'drain'), once(through, 'close')]);
  }

  end(): void {
    this.#through.end();
  }
}
