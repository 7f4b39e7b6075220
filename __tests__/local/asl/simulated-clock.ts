import { systemClock } from '../../../src/clock.ts';
import { SimulatedClock as Simulated } from '../../../src/local/time/simulated-clock.ts';

/** The endpoint's own, on a base that stands still: the same definition gives the same times. */
export class SimulatedClock extends Simulated {
  constructor() {
    const start = Date.parse('2026-01-01T00:00:00Z');
    super({ now: () => start, sleep: (ms, signal) => systemClock.sleep(ms, signal) });
  }
}
