/** Makes sure that nothing of an endpoint outlives it: neither process groups nor its folder, even when it is killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrapPath } from './bootstraps.ts';

export class Reaper {
  /** A temporary folder that is gone after close(), or soon after the death of this process. */
  readonly folder: string;
  readonly #watcher: ChildProcess;

  private constructor(folder: string, watcher: ChildProcess) {
    this.folder = folder;
    this.#watcher = watcher;
  }

  static async start(): Promise<Reaper> {
    const folder = await mkdtemp(join(tmpdir(), 'stepline-'));
    const watcher = spawn('/bin/sh', [bootstrapPath('reaper.sh'), folder], {
      // A session of its own: what interrupts the endpoint must not reach the one that cleans up after it.
      detached: true,
      cwd: '/',
      env: { PATH: '/usr/bin:/bin' },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    // A watcher that was killed leaves nothing to tell; the endpoint works on without it.
    watcher.stdin.on('error', () => undefined);
    return new Reaper(folder, watcher);
  }

  /** A process group is to be killed should this process die. */
  watch(group: number): void {
    this.#watcher.stdin?.write(`+ ${group}\n`);
  }

  forget(group: number): void {
    this.#watcher.stdin?.write(`- ${group}\n`);
  }

  /** Ends the groups that are left and removes the folder. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#watcher.exitCode !== null || this.#watcher.signalCode !== null) resolve();
      this.#watcher.once('exit', () => {
        resolve();
      });
      this.#watcher.stdin?.end();
    });
  }
}
