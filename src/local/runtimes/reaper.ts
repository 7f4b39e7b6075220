/** Makes sure that nothing of an endpoint outlives it: neither process groups nor its folder, even when it is killed. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { bootstrapPath } from './bootstraps.ts';

export class Reaper {
  /** A temporary folder that is gone after close(), or soon after the death of this process. */
  readonly folder: string;
  readonly #input: Writable;
  readonly #ended: Promise<void>;

  private constructor(folder: string, input: Writable, ended: Promise<void>) {
    this.folder = folder;
    this.#input = input;
    this.#ended = ended;
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
    const ended = new Promise<void>((resolve) => {
      watcher.once('exit', () => {
        resolve();
      });
      // Without a watcher the endpoint works, and cleans up where it is closed.
      watcher.once('error', () => {
        resolve();
      });
    });
    watcher.stdin.on('error', () => undefined);
    return new Reaper(folder, watcher.stdin, ended);
  }

  /** A process group is to be killed should this process die. */
  watch(group: number): void {
    this.#input.write(`+ ${group}\n`);
  }

  forget(group: number): void {
    this.#input.write(`- ${group}\n`);
  }

  /** Ends the groups that are left and removes the folder. */
  async close(): Promise<void> {
    this.#input.end();
    await this.#ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}
