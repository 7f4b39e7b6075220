import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/clock.ts';
import { Reaper } from '../../../src/local/runtimes/reaper.ts';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

/** Killed, but nobody has waited for it: as good as gone. */
function isZombie(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  return existsSync(status) && /^State:\sZ/m.test(readFileSync(status, 'utf8'));
}

async function eventually(condition: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 400 && !condition(); tries++) await systemClock.sleep(25);
  return condition();
}

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
