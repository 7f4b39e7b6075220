import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../src/clock.ts';

const day = 86_400_000;

describe('the system clock', () => {
  it.each([0, -1])('does not sleep for %d ms', async (ms) => {
    const before = performance.now();
    await systemClock.sleep(ms);
    expect(performance.now() - before).toBeLessThan(50);
  });

  it('sleeps at least as long as it is told', async () => {
    const before = systemClock.now();
    await systemClock.sleep(20);
    // Timers and the wall clock may differ by a millisecond.
    expect(systemClock.now() - before).toBeGreaterThanOrEqual(19);
  });

  it('sleeps longer than a timer can, and is woken by the signal with its reason', async () => {
    const controller = new AbortController();
    const asleep = systemClock.sleep(30 * day, controller.signal);
    const first = await Promise.race([
      asleep.then(
        () => 'over',
        () => 'woken',
      ),
      systemClock.sleep(20).then(() => 'asleep'),
    ]);
    expect(first).toBe('asleep');
    controller.abort(new Error('interrupted'));
    await expect(asleep).rejects.toThrow('interrupted');
  });

  it.each([0, 1_000])('does not begin to sleep for %d ms when the signal has aborted', async (ms) => {
    await expect(systemClock.sleep(ms, AbortSignal.abort(new Error('interrupted')))).rejects.toThrow(
      'interrupted',
    );
  });
});
