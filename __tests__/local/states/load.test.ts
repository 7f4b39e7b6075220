/** A sample of `npm run load`. */
import { describe, expect, it } from '@jest/globals';
import { crowd } from '../../../scripts/load/crowd.ts';
import { waitsBeside, waitsInTurn } from '../../../scripts/load/waits.ts';
import { World } from '../../../scripts/load/world.ts';

describe('load', () => {
  it('of executions at once: none is lost, none has the result of another', async () => {
    await using world = await World.open({ fastWaits: false });
    expect(await crowd(world, 60)).toMatchObject({ succeeded: 60, mixedUp: 0 });
  });

  it('of waits on the simulated clock takes less than a ten-thousandth of their time', async () => {
    await using world = await World.open({ fastWaits: true });
    for (const measure of [waitsBeside, waitsInTurn]) {
      const { days, ms } = await measure(world, 1000);
      expect(ms / (days * 86_400_000)).toBeLessThan(1e-4);
    }
  });
});
