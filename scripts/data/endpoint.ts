/** The command line as a process of its own, serving a folder. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const builtCli = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'dist/cli.js');

export interface Served {
  readonly endpoint: string;
  /** What it has said on standard error. */
  readonly said: () => string;
  /** Ends it with a signal; resolves with its exit code. */
  readonly end: (signal: 'SIGKILL' | 'SIGINT') => Promise<number | null>;
}

/** Starts `stepline local --data FOLDER`. Rejects where it ends instead of serving. */
export async function serveFolder(folder: string, ...options: readonly string[]): Promise<Served> {
  const child = spawn(process.execPath, [builtCli, 'local', '--port', '0', '--data', folder, ...options]);
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const address = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', (line) => {
      resolve(line.replace('AWS_ENDPOINT_URL=', ''));
    });
    child.once('close', (code) => {
      reject(new Error(`It ended with ${String(code)}: ${said}`));
    });
  });
  return { endpoint: await address, said: () => said, end: (signal) => end(child, signal) };
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGINT'): Promise<number | null> {
  const ended = once(child, 'close');
  child.kill(signal);
  const [code] = (await ended) as [number | null];
  return code;
}
