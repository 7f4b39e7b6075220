import { describe, expect, it } from '@jest/globals';
import { arn, keys, mistakesIn, python, steps, type Mistake } from './support.ts';

const many = (count: number, one: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => one(index)).join('');

const mistakes: readonly Mistake[] = [
  [
    'more words and signs than are read in time, though few bytes',
    ['workflow.yaml:5:266648: the file has more than 400000 words and signs, and is read up to here'],
    keys(`input:\n  - 1\n  - [${'1,'.repeat(250_000)}]\n`),
  ],
  [
    'mistakes without end: the parser notes each of them',
    ['workflow.yaml:1:1: "]" does not belong here'],
    ']'.repeat(400_000),
  ],
  [
    'more steps than AWS takes',
    [
      'workflow.yaml:2:1: there are 5001 steps, and a workflow has 5000 at most. Move parts of them to workflows of their own',
    ],
    steps(`  - parallel: [{ steps: [${'{ pass: }, '.repeat(2_000)}] }]\n${'  - pass:\n'.repeat(3_000)}`),
  ],
  [
    'more functions than one job deploys',
    [
      'workflow.yaml:1004:3: a workflow has 1000 functions at most, and this is one more. Move some of them to a workflow of their own',
    ],
    keys(`functions:\n${many(1_001, (n) => `  f${n}: { source: f.py }\n`)}`),
    { 'f.py': python },
  ],
  [
    'a retry policy that is long, in many steps',
    ['workflow.yaml:503:76: the policies up to here have more than 50000 entries'],
    steps(
      `${`  - { function: '${arn}', retry: much }\n`.repeat(501)}retries:\n  much: [${'{ errorEquals: [E] }, '.repeat(100)}]\n`,
    ),
  ],
  [
    'a reference that is never closed, many times: each could go on to the end',
    ['workflow.yaml:3:11: a "${" is never closed. Write "$${" for a plain "${"'],
    steps(`  - pass: '${'${'.repeat(300_000)}'\n`),
  ],
  [
    'a value that is put in too often',
    ['workflow.yaml:3:11: the values up to here make the file larger than can be read'],
    steps(
      `  - pass: '${'${values.long}'.repeat(30)}'\n  - pass: '\${values.long}'\nvalues:\n  long: ${'x'.repeat(70_000)}\n`,
    ),
  ],
];

describe('a file is refused in time, with', () => {
  it.each(mistakes)('%s', async (_why, says, ...workflow) => {
    expect(await mistakesIn(...workflow)).toEqual(says);
  });
});

describe('of a thousand mistakes', () => {
  const wrong = (count: number): string =>
    steps(many(count, (n) => `  - { name: Step ${n}, pass: , next: Stop ${n} }\n`));

  it('all are shown', async () => {
    expect(await mistakesIn(wrong(1_000))).toHaveLength(1_000);
  });

  it('no more are looked for, nor names that are near', async () => {
    const said = await mistakesIn(wrong(1_100));
    expect(said).toHaveLength(1_001);
    expect(said[99]).toBe('workflow.yaml:102:36: there is no step "Stop 99". Did you mean "Step 99"?');
    expect(said[100]).toBe('workflow.yaml:103:37: there is no step "Stop 100"');
    expect(said.at(-1)).toBe(
      'workflow.yaml:1003:38: there are more than 1000 mistakes, of which this one and the rest are not shown',
    );
  });
});
