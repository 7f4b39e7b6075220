import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Reaper } from '../../../src/local/runtimes/reaper.ts';
import { eventually, isAlive } from '../../support/alive.ts';

describe('the reaper', () => {
  it('ends the groups that it was told of, but for those that had ended, and removes the folder', async () => {
    const reaper = await Reaper.start();
    const [watched, forgotten] = [0, 1].map(() =>
      spawn('sleep', ['600'], { detached: true, stdio: 'ignore' }),
    );
    for (const child of [watched, forgotten]) reaper.watch(child?.pid ?? 0);
    reaper.forget(forgotten?.pid ?? 0);
    const exit = once(watched!, 'exit');
    expect(existsSync(reaper.folder)).toBe(true);
    await reaper.close();
    expect(await exit).toEqual([null, 'SIGKILL']);
    expect([existsSync(reaper.folder), isAlive(forgotten?.pid ?? 0)]).toEqual([false, true]);
    forgotten?.kill('SIGKILL');
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'leaves nothing of an endpoint that was ended by %s in the middle of a busy function',
    async (signal) => {
      const folder = mkdtempSync(join(tmpdir(), 'stepline-test-'));
      const report = join(folder, 'report');
      const script = join(import.meta.dirname, 'endpoint.ts');
      const runner = join(import.meta.dirname, '..', '..', '..', 'scripts', 'run-ts.mjs');
      const endpoint = spawn(process.execPath, [runner, script, report], {
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      const running = (): string => (existsSync(report) ? readFileSync(report, 'utf8') : '');
      expect(await eventually(() => running().endsWith('\n'))).toBe(true);
      const [pid, grandchild, code = ''] = running().trim().split(' ');
      const pids = [Number(pid), Number(grandchild)];
      expect(pids.map(isAlive)).toEqual([true, true]);
      endpoint.kill(signal);
      expect(await eventually(() => !pids.some(isAlive) && !existsSync(dirname(code)))).toBe(true);
      rmSync(folder, { recursive: true });
    },
  );
});
