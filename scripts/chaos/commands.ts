/** The program under test: its commands in this process, and its command line in one that can be killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { deployWorkflow } from '../../src/commands/deploy.ts';
import { destroyWorkflow } from '../../src/commands/destroy.ts';
import { runWorkflow } from '../../src/commands/run.ts';
import { credentials, region } from './clients.ts';

export interface Command {
  readonly verb: 'deploy' | 'run' | 'destroy';
  /** A folder in `workflows`. */
  readonly workflow: 'before' | 'after' | 'broken';
}

function folderOf({ workflow }: Command): string {
  return join('scripts', 'chaos', 'workflows', workflow);
}

const runLimitMs = 60_000;

/** Carries a command out in this process. Throws what the command throws. */
export async function carryOut(command: Command, endpoint: string): Promise<void> {
  const options = {
    path: folderOf(command),
    env: { USER: 'chaos' },
    report: () => undefined,
    signal: new AbortController().signal,
    connection: { endpoint, region, credentials },
  };
  if (command.verb === 'deploy') await deployWorkflow(options);
  else if (command.verb === 'run') await runWorkflow({ ...options, timeLimitMs: runLimitMs });
  else await destroyWorkflow({ ...options, confirm: () => Promise.resolve(true) });
}

export interface KillableProcess {
  /** Resolves when it has ended: with `done`, with `killed`, or with what it printed. */
  readonly ended: Promise<string>;
  /** SIGKILL: the process learns nothing of it. */
  kill(): void;
}

/** Starts a command on the built command line `cli`. */
export function startProcess(command: Command, endpoint: string, cli: string): KillableProcess {
  const args = [
    cli,
    command.verb,
    folderOf(command),
    '--aws',
    ...(command.verb === 'destroy' ? ['--yes'] : []),
  ];
  const child = spawn(process.execPath, args, {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const ended = once(child, 'close').then(([code, signal]) => {
    if (signal === 'SIGKILL') return 'killed';
    // 1 is the verdict on a workflow that failed, which is what `run` is for.
    return code === 0 || code === 1 ? 'done' : output;
  });
  return { ended, kill: () => void child.kill('SIGKILL') };
}
