import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WireRequest, WireResponse } from '../wire/request.ts';

/** The process's code lies beside this module, or beside the bundle that holds it. */
const name = 'dynamodb-process.mjs';
const file = fileURLToPath(new URL(name, import.meta.url));

/** The tables of one account and region, held by a process of their own. */
export class Tables {
  readonly #process: ChildProcess;
  readonly #socket: string;

  private constructor(child: ChildProcess, socket: string) {
    this.#process = child;
    this.#socket = socket;
  }

  /** Resolves once they answer; `kept` is a folder for what they hold. Rejects where the process does not start. */
  static async open(account: string, region: string, kept: string | undefined): Promise<Tables> {
    const folder = await mkdtemp(join(tmpdir(), 'stepline-dynamodb-'));
    const socket = socketIn(folder);
    const journal = kept === undefined ? [] : [join(kept, `${account}-${region}.jsonl`)];
    const child = fork(file, [socket, ...journal], {
      env: { AWS_ACCOUNT_ID: account, AWS_REGION: region },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the process for DynamoDB's tables ended (${String(code)})`);
    });
    await Promise.race([once(child, 'message'), ended]);
    ended.catch(() => undefined);
    child.unref();
    child.channel?.unref();
    return new Tables(child, socket);
  }

  /** Has a request answered, as it is. */
  async answer({ method, headers, body }: WireRequest, signal: AbortSignal): Promise<WireResponse> {
    const sent = request({ socketPath: this.#socket, method, path: '/', headers, signal });
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    return {
      status: response.statusCode ?? 500,
      headers: kept(response.headers),
      body: Buffer.concat(chunks),
    };
  }

  async close(): Promise<void> {
    const ended = once(this.#process, 'exit');
    if (this.#process.exitCode === null && this.#process.kill('SIGKILL')) await ended;
    await rm(dirname(this.#socket), { recursive: true, force: true });
  }
}

/** Windows has pipes by name instead of sockets in folders. */
function socketIn(folder: string): string {
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\${folder.replaceAll(/[:\\/]/g, '-')}`
    : join(folder, 'socket');
}

function kept(headers: import('node:http').IncomingHttpHeaders): Record<string, string> {
  const { 'content-type': type = 'application/x-amz-json-1.0', 'x-amz-crc32': crc } = headers;
  return { 'content-type': type, ...(typeof crc === 'string' && { 'x-amz-crc32': crc }) };
}
