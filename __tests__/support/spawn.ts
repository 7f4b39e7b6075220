/** The built program, spawned as a user would. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { asCi, behindProxies, isEnforced } from './ci.ts';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const cliPath = join(root, 'dist', 'cli.js');
export const actionPath = join(root, 'dist', 'index.js');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SpawnOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The node binary; default: the one that runs the tests. */
  readonly node?: string;
}

/** A process with its output collected as it comes. */
export interface Started {
  readonly child: ChildProcess;
  /** Resolves once a line on standard output matches; rejects when the process ends first. */
  line(pattern: RegExp): Promise<string>;
  readonly finished: Promise<Finished>;
}

/** Only what a program needs of this process's environment: no credentials, no region, no CI. */
const bareEnvironment = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };

export function start(script: string, args: readonly string[], options: SpawnOptions = {}): Started {
  const child = spawn(options.node ?? process.execPath, [script, ...args], {
    cwd: options.cwd ?? root,
    env: { ...bareEnvironment, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  const lines = createInterface({ input: child.stdout });
  const seen: string[] = [];
  lines.on('line', (text) => seen.push(text));
  const finished = once(child, 'close').then(([code]): Finished => ({
    code: code as number | null,
    ...output,
  }));
  return { child, finished, line: (pattern) => awaitLine(pattern) };

  async function awaitLine(pattern: RegExp): Promise<string> {
    const already = seen.find((text) => pattern.test(text));
    if (already !== undefined) return already;
    return new Promise((resolve, reject) => {
      lines.on('line', (text) => {
        if (pattern.test(text)) resolve(text);
      });
      lines.once('close', () => {
        reject(
          new Error(
            `the process ended before a line matched ${String(pattern)}:\n${output.stdout}${output.stderr}`,
          ),
        );
      });
    });
  }
}

export async function stepline(args: readonly string[], options: SpawnOptions = {}): Promise<Finished> {
  return plainly(args, await asCi(args, options, plainly));
}

function plainly(args: readonly string[], options: SpawnOptions): Promise<Finished> {
  return start(cliPath, args, options).finished;
}

/** An endpoint to deploy to; its variables let the SDK, and the built program with --aws, find it. */
export interface RunningLocal extends AsyncDisposable {
  readonly endpoint: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The endpoint that AWS_ENDPOINT_URL names, when it is set: that is how these tests meet another AWS than the embedded
 * one, as whoever the SDK's variables say. Else an embedded AWS of the test's own.
 */
export async function startEndpoint(): Promise<RunningLocal> {
  const { AWS_ENDPOINT_URL: endpoint } = process.env;
  if (!endpoint) return startLocal();
  const given = Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'));
  return {
    endpoint,
    env: Object.fromEntries(given) as Record<string, string>,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** An embedded AWS, whatever AWS_ENDPOINT_URL says: for tests of it, or that need its faults and switches. */
export async function startLocal(...args: string[]): Promise<RunningLocal> {
  const switches = isEnforced ? ['--enforce', ...args] : args;
  const started = start(cliPath, ['local', '--port', '0', ...switches]);
  const printed = async (name: string): Promise<string> =>
    (await started.line(new RegExp(`^${name}=`))).slice(name.length + 1);
  const endpoint = await printed('AWS_ENDPOINT_URL');
  const env = localEnvironment(endpoint);
  if (switches.includes('--enforce')) {
    env.AWS_ACCESS_KEY_ID = await printed('AWS_ACCESS_KEY_ID');
    env[behindProxies] = endpoint;
    env.AWS_SECRET_ACCESS_KEY = await printed('AWS_SECRET_ACCESS_KEY');
  }
  return {
    endpoint,
    env,
    [Symbol.asyncDispose]: async () => {
      started.child.kill('SIGINT');
      await started.finished;
    },
  };
}

export function localEnvironment(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-west-2',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
}
