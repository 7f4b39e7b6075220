import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

interface Report {
  readonly statuses: Readonly<Record<string, readonly string[]>>;
  readonly before: readonly string[];
  readonly during: readonly string[];
  readonly after: readonly string[];
}

describe('after 1,000 executions that ended in every way', () => {
  it('the endpoint waits for nothing, and its process ends by itself', async () => {
    const script = ['scripts/run-ts.mjs', '__tests__/local/states/leftovers.ts'];
    const { stdout } = await promisify(execFile)(process.execPath, script);
    const { statuses, before, during, after } = JSON.parse(stdout) as Report;
    expect(statuses).toEqual({
      passes: ['SUCCEEDED'],
      fails: ['FAILED'],
      stopped: ['ABORTED'],
      timesOut: ['TIMED_OUT'],
      losesBranch: ['FAILED'],
      stoppedWithin: ['ABORTED'],
      losesTask: ['FAILED'],
      computes: ['SUCCEEDED'],
    });
    expect(during).toEqual(before);
    expect(after).toEqual(before);
  });
});
