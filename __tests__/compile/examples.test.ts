/** Examples of steps inside of steps, run to their ends. */
import { describe, expect, it } from '@jest/globals';
import { runExample } from '../report/examples.ts';

describe('examples', () => {
  it.each([
    [
      'parallel-map',
      'a map inside of a branch',
      {
        lines: [
          { item: 'tea', price: 8 },
          { item: 'cup', price: 9 },
        ],
        total: 22,
      },
    ],
    ['distributed-map', 'a map whose items are executions of their own', 30],
    ['nested-workflow', 'executions that wait for others', { counted: 3 }],
  ])('%s: %s', async (name, _why, output) => {
    const { run, verdict } = await runExample(name);
    expect({ verdict, output: run.output }).toEqual({ verdict: { passed: true }, output });
  });
});
