/** Whether a process still runs. */
import { existsSync, readFileSync } from 'node:fs';
import { systemClock } from '../../src/clock.ts';

export function isAlive(pid: number): boolean {
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

/** Looks again and again, for ten seconds. */
export async function eventually(condition: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 400 && !condition(); tries++) await systemClock.sleep(25);
  return condition();
}
