import { describe, expect, it } from '@jest/globals';
import { keys, mistakesIn, python, steps, type Mistake } from './support.ts';

const mistakes: readonly Mistake[] = [
  [
    'a value that is not there',
    [
      'workflow.yaml:3:8: the stage "dev" has no value "B". Add it under "values", or under "stages.dev.values"',
    ],
    keys("input: '${values.B}'\n"),
  ],
  [
    'a value that another stage has alone',
    [
      'workflow.yaml:5:8: the stage "dev" has no value "TABLE". Add it under "values", or under "stages.dev.values"',
    ],
    keys("stages:\n  prod: { values: { TABLE: a } }\ninput: '${values.TABLE}'\n"),
  ],
  [
    'a value that is misspelt',
    ['workflow.yaml:4:8: the stage "dev" has no value "TABEL". Did you mean "TABLE"?'],
    keys("values: { TABLE: a }\ninput: '${values.TABEL}'\n"),
  ],
  [
    'a value without its first word',
    ['workflow.yaml:4:8: nothing is known by "${TABLE}". Did you mean "values.TABLE"?'],
    keys("values: { TABLE: a }\ninput: '${TABLE}'\n"),
  ],
  [
    'a value that is no text',
    ['workflow.yaml:3:14: "A" must be text, not the number 5. Write \'5\''],
    keys("values: { A: 5 }\ninput: '${values.A}'\n"),
  ],
  [
    'a value of a stage that is no text, of a stage that is not meant',
    ['workflow.yaml:3:32: "A" must be text, not a list'],
    keys('stages: { prod: { values: { A: [] } } }\n'),
  ],
  [
    'values within values',
    [
      'workflow.yaml:3:20: a value cannot hold "${values.A}". It may hold ${env.NAME}, ${stage}, ${region}, ${account} and ${partition}',
    ],
    keys("values: { A: a, B: '${values.A}' }\ninput: '${values.B}'\n"),
  ],
  [
    'a variable that is not there, said where the value stands, and once',
    [
      'workflow.yaml:3:14: the environment variable "A" is not set. Set it where Stepline runs, or correct the name',
    ],
    keys("values: { A: '${env.A}' }\ninput: ['${values.A}', '${values.A}']\n"),
  ],
  [
    'a key that a stage cannot have, and one that is misspelt',
    [
      'workflow.yaml:4:10: unknown key "name". The keys here are values, defaults, functions, input, promote, keep, logging, tracing, role, permissionsBoundary, artifacts',
      'workflow.yaml:4:19: unknown key "kep". Did you mean "keep"?',
    ],
    keys('stages:\n  dev: { name: y, kep: 1 }\n'),
  ],
  [
    'a function that is not there, in a stage that is not meant',
    ['workflow.yaml:4:24: there is no function "chrage". Did you mean "charge"?'],
    `name: x\nfunctions: { charge: { source: f.py } }\nstages:\n  prod: { functions: { chrage: { memory: 128 } } }\nsteps: [{ function: charge }]\n`,
    { 'f.py': python },
  ],
  [
    'a setting that is wrong in the stage that is meant, said once',
    ['workflow.yaml:4:41: "memory" must be at least 128'],
    `name: x\nfunctions: { charge: { source: f.py } }\nstages:\n  dev: { functions: { charge: { memory: 1 } } }\nsteps: [{ function: charge }]\n`,
    { 'f.py': python },
  ],
  [
    'no functions to change',
    [
      'workflow.yaml:3:11: "functions" must be a map, not empty',
      'workflow.yaml:4:31: there is no function "a". Add it under "functions" at the top',
    ],
    keys('functions:\nstages: { dev: { functions: { a: { memory: 128 } } } }\n'),
  ],
  [
    'a stage that cannot be one',
    ['workflow.yaml:3:11: "a b" must be 1 to 32 letters, digits, - and _'],
    keys('stages: { a b: {} }\n'),
  ],
  [
    'a retry policy that is not there, and one that is misspelt',
    [
      'workflow.yaml:3:57: there is no retry policy "patient". Add it under "retries", or write a list',
      'workflow.yaml:4:23: there is no retry policy "hsaty". Did you mean "hasty"?',
    ],
    steps(
      '  - { map: &m { items: [], steps: [{ pass: }] }, retry: patient }\n  - { map: *m, retry: hsaty }\nretries: { hasty: [] }\n',
    ),
  ],
  [
    'a retry policy that is wrong, said once however often it is named',
    ['workflow.yaml:5:49: "maxAttempts" must be a number, not text'],
    steps(
      '  - parallel: [{ steps: [{ parallel: [{ steps: [{ pass: }] }], retry: p }] }]\n    retry: &p p\nretries: { p: [{ errorEquals: [E], maxAttempts: many }] }\n',
    ),
  ],
];

describe('mistakes in stages, values and retries', () => {
  it.each(mistakes)('%s', async (_, says, ...workflow) => {
    expect(await mistakesIn(...workflow)).toEqual(says);
  });
});
