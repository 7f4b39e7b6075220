import { describe, expect, it } from '@jest/globals';
import { coverageOf } from '../../../src/run/cases/coverage.ts';
import { inOrder } from '../../../src/run/cases/inOrder.ts';
import type { Run, StateVisit } from '../../../src/run/run.ts';

const choice = (next: string, other: string): object => ({
  Type: 'Choice',
  Choices: [{ Next: next }, { Next: next }],
  Default: other,
});
/** Two branches that run at once, each with a Choice of its own. */
const definition = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'A?', States: { 'A?': choice('A1', 'A2'), A1: { Type: 'Pass' }, A2: { Type: 'Pass' } } },
        { StartAt: 'B?', States: { 'B?': choice('B1', 'B2'), B1: { Type: 'Pass' }, B2: { Type: 'Pass' } } },
      ],
    },
  },
};

const parent: StateVisit = {
  id: '1',
  name: 'Both',
  type: 'Parallel',
  enteredAt: 0,
  outcome: 'succeeded',
  attempts: [],
};
const inside = (name: string, type = 'Pass'): StateVisit => ({ ...parent, id: name, name, type, parent });
const run = (states: readonly StateVisit[]): Run => ({
  executionArn: '',
  status: 'SUCCEEDED',
  startedAt: 0,
  input: {},
  states,
});

describe('coverage', () => {
  it('tells the branches of Choices apart that are taken at the same time', () => {
    const states = [parent, inside('A?', 'Choice'), inside('B?', 'Choice'), inside('B2'), inside('A1')];
    expect(coverageOf(definition as never, [run(states)])).toEqual({
      states: { total: 7, missing: ['A2', 'B1'] },
      branches: { total: 4, missing: ['A? → A2', 'B? → B1'] },
    });
  });

  it('sums over runs, and takes none from the machine of a nested execution', () => {
    const starter = { ...parent, type: 'Task' };
    const nested = { ...inside('A2'), parent: starter, executionArn: 'other' };
    const first = run([parent, inside('A?', 'Choice'), inside('A1')]);
    const { states } = coverageOf(definition as never, [first, run([starter, nested]), run([inside('B1')])]);
    expect(states.missing).toEqual(['A2', 'B?', 'B2']);
  });
});

describe('inOrder', () => {
  it('has so many at work at once, and tells results in their order', async () => {
    let working = 0;
    let most = 0;
    const told: number[] = [];
    const work = async (item: number): Promise<{ item: number }> => {
      most = Math.max(most, (working += 1));
      for (let turn = 0; turn < 10 - item; turn++) await Promise.resolve();
      working -= 1;
      return { item };
    };
    const results = await inOrder([0, 1, 2, 3, 4, 5], 2, work, ({ item }) => told.push(item));
    expect({ most, told, last: results.at(-1) }).toEqual({
      most: 2,
      told: [0, 1, 2, 3, 4, 5],
      last: { item: 5 },
    });
  });

  it('begins nothing more after one has failed, and throws when all have ended', async () => {
    const begun: number[] = [];
    const work = async (item: number): Promise<object> => {
      begun.push(item);
      await Promise.resolve();
      if (item === 1) throw new Error('one');
      return {};
    };
    await expect(inOrder([0, 1, 2, 3, 4, 5], 2, work, () => undefined)).rejects.toThrow('one');
    expect(begun.length).toBeLessThan(5);
  });
});
