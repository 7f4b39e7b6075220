import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/clock.ts';
import { SimulatedClock } from '../../../src/local/time/simulated-clock.ts';

const hour = 3_600_000;

/** On a base that stands still: what is seen of time is what was jumped over. */
function standing(): SimulatedClock {
  return new SimulatedClock({ now: () => 0, sleep: (ms, signal) => systemClock.sleep(ms, signal) });
}

describe('the simulated clock', () => {
  it('wakes sleepers in the order in which they are due, and those due at once in the order in which they came', async () => {
    const clock = standing();
    const woken: string[] = [];
    const sleep = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms);
      woken.push(`${name} at ${clock.now() / hour}`);
    };
    await Promise.all([sleep('c', 3 * hour), sleep('a', hour), sleep('b1', 2 * hour), sleep('b2', 2 * hour)]);
    expect(woken).toEqual(['a at 1', 'b1 at 2', 'b2 at 2', 'c at 3']);
  });

  it('lets what a sleeper does next come before the one that is due later', async () => {
    const clock = standing();
    const woken: number[] = [];
    const chain = async (): Promise<void> => {
      for (let i = 0; i < 3; i++) {
        await clock.sleep(hour);
        woken.push(clock.now());
      }
    };
    const late = clock.sleep(2.5 * hour).then(() => woken.push(clock.now()));
    await Promise.all([chain(), late]);
    expect(woken).toEqual([hour, 2 * hour, 2.5 * hour, 3 * hour]);
  });

  it('wakes ten thousand in order, in one turn of the event loop for each moment', async () => {
    const clock = standing();
    const minutes = Array.from({ length: 10_000 }, (_, index) => (index * 7919) % 1000);
    const woken: number[] = [];
    await Promise.all(minutes.map((m) => clock.sleep((m + 1) * 60_000).then(() => woken.push(clock.now()))));
    expect(woken).toHaveLength(10_000);
    expect(woken).toEqual([...woken].sort((a, b) => a - b));
    expect(clock.sleepers).toBe(0);
  });

  it('does not jump while something real goes on, and goes on with real time meanwhile', async () => {
    const clock = new SimulatedClock(systemClock);
    const order: string[] = [];
    const long = clock.sleep(hour).then(() => order.push('an hour'));
    const short = clock.sleep(5).then(() => order.push('5 ms'));
    await clock.busy(async () => {
      await short;
      await setImmediate();
      order.push('work');
    });
    await long;
    expect(order).toEqual(['5 ms', 'work', 'an hour']);
  });

  it('jumps while the work itself only waits for it', async () => {
    const clock = standing();
    await clock.busy(() => clock.idle(() => clock.sleep(hour)));
    expect(clock.now()).toBe(hour);
  });

  it('forgets a sleeper that is called off', async () => {
    const clock = standing();
    const controllers = Array.from({ length: 200 }, () => new AbortController());
    const asleep = clock.busy(async () => {
      const sleeping = controllers.map(({ signal }) => clock.sleep(hour, signal));
      for (const controller of controllers) controller.abort(new Error('enough'));
      return Promise.allSettled(sleeping);
    });
    expect((await asleep).every(({ status }) => status === 'rejected')).toBe(true);
    expect(clock.sleepers).toBe(0);
    await clock.sleep(1);
    expect(clock.now()).toBe(1);
  });

  it.each([
    [0, 'nothing'],
    [-5, 'the past'],
  ])('does not wait %d ms: %s', async (ms) => {
    const clock = standing();
    await clock.sleep(ms);
    expect(clock.now()).toBe(0);
  });

  it('never jumps behind the end of time', async () => {
    const clock = standing();
    const controller = new AbortController();
    const never = clock.sleep(1e300, controller.signal);
    await clock.sleep(1);
    await setImmediate();
    expect(clock.now()).toBe(1);
    controller.abort(new Error('enough'));
    await expect(never).rejects.toThrow('enough');
  });
});
