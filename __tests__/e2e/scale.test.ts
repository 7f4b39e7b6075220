/** Many functions: what a deploy costs in calls and in time. */
import { describe, expect, jest } from '@jest/globals';
import { countByOperation, isCountedByLambda, mostInASecond, spanOf } from '../support/calls.ts';
import { isWrite, type LoggedCall } from '../support/control.ts';
import { createFolder } from '../support/folder.ts';
import { boundOfFirstDeploy } from '../support/schedule.ts';
import { stepline } from '../support/spawn.ts';
import { itEmbedded, openEmbedded } from '../support/target.ts';
import { manyFunctions } from '../support/workflows.ts';

// A machine that is busy with other tests stretches time: what counts is that a deploy can be as fast as its bound.
jest.retryTimes(2);

describe('a deploy of 50 functions', () => {
  itEmbedded('writes nothing the second time, with about one read per resource', async () => {
    await using local = await openEmbedded();
    await using folder = await createFolder(manyFunctions(50));
    const deploy = () => stepline(['deploy', folder.path, '--aws'], { env: local.env });
    expect(await deploy()).toMatchObject({ code: 0, stderr: '' });
    await local.control.forgetCalls();
    const second = await deploy();
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(second.stdout).toContain('no changes');
    const calls = await local.control.calls();
    expect(calls.filter(isWrite)).toEqual([]);
    print(`deploy of 50 functions, nothing changed: ${calls.length} calls`, countByOperation(calls));
    // 50 functions, 51 roles and 50 log groups, a state machine; many are read by one list.
    expect(calls.length).toBeLessThanOrEqual(50 + 51 + 50 + 1);
    expectWithinRates(calls);
  });
});

describe('a first deploy of 20 functions', () => {
  const functions = 20;
  const propagationMs = 5_000;

  async function deployAt(delayMs: number): Promise<readonly LoggedCall[]> {
    await using local = await openEmbedded('--propagation', `${propagationMs / 1_000}s`);
    await using folder = await createFolder(manyFunctions(functions));
    await local.control.arm({ effect: 'delay', ms: delayMs });
    const deployed = await stepline(['deploy', folder.path, '--aws'], { env: local.env });
    expect(deployed).toMatchObject({ code: 0, stderr: '' });
    return await local.control.calls();
  }

  itEmbedded('takes at most 1.2 times as long as its schedule, and never exceeds a rate', async () => {
    const [calls, undelayed] = await Promise.all([deployAt(50), deployAt(0)]);
    const bound = boundOfFirstDeploy(calls, { functions, propagationMs });
    const boundUndelayed = boundOfFirstDeploy(undelayed, { functions, propagationMs });
    print('first deploy of 20 functions, milliseconds (propagation 5 s)', {
      'with 50 ms per call': spanOf(calls),
      'its bound': bound,
      without: spanOf(undelayed),
      'the bound without': boundUndelayed,
      calls: calls.length,
    });
    expectWithinRates(calls);
    expectWithinRates(undelayed);
    expect(spanOf(calls)).toBeLessThanOrEqual(1.2 * bound);
  });
});

/** Lambda quotas: GetFunction 100 requests a second, everything else of the control plane 15 together. */
function expectWithinRates(calls: readonly LoggedCall[]): void {
  expect(mostInASecond(calls.filter(isCountedByLambda))).toBeLessThanOrEqual(15);
  const getFunctions = calls.filter(
    ({ service, operation }) => service === 'lambda' && operation === 'GetFunction',
  );
  expect(mostInASecond(getFunctions)).toBeLessThanOrEqual(100);
}

/** The numbers are part of what this test is for. */
function print(title: string, numbers: Readonly<Record<string, number>>): void {
  const lines = Object.entries(numbers).map(([name, number]) => `  ${Math.round(number)} ${name}`);
  process.stdout.write(`${[title, ...lines].join('\n')}\n`);
}
