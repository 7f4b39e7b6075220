import { describe, expect, it } from '@jest/globals';
import { concurrencyTag, planConcurrency } from '../../../src/deploy/function/concurrency.ts';
import { blueprintOf } from '../../compile/support.ts';

const marked = { [concurrencyTag]: 'reserved' };
type Found = Parameters<typeof planConcurrency>[1];

const cases: readonly (readonly [string, number | undefined, Found, readonly string[]])[] = [
  ['nothing wanted, nothing there', undefined, { tags: {} }, []],
  ['a first deploy', 5, undefined, ['create: reserved concurrency none → 5']],
  ['as wanted', 5, { tags: marked, reservedConcurrency: 5 }, ['keep: ']],
  ['another number', 0, { tags: marked, reservedConcurrency: 5 }, ['update: reserved concurrency 5 → 0']],
  [
    'no longer wanted',
    undefined,
    { tags: marked, reservedConcurrency: 5 },
    ['delete: reserved concurrency 5 → none'],
  ],
  [
    'a mark that an interruption has left',
    undefined,
    { tags: marked },
    ['delete: its tag is not as it should be'],
  ],
  [
    'set by hand, without the mark by which its removal would be noticed',
    5,
    { tags: {}, reservedConcurrency: 5 },
    ['update: its tag is not as it should be'],
  ],
];

describe('reserved concurrency', () => {
  it.each(cases)('%s', async (_, wanted, found, planned) => {
    const setting = wanted === undefined ? '' : `, reservedConcurrency: ${wanted}`;
    const yaml = `name: w\nfunctions: { a: { source: a.mjs${setting} } }\nsteps: [{ function: a }]\n`;
    const [one] = (await blueprintOf(yaml)).functions;
    const plans = planConcurrency(one!, found);
    expect(plans.map(({ change }) => `${change.action}: ${change.reasons.join(', ')}`)).toEqual(planned);
  });
});
