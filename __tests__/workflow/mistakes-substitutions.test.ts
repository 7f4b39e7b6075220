import { describe, expect, it } from '@jest/globals';
import { keys, mistakesIn, python, steps, type Mistake } from './support.ts';

const mistakes: readonly Mistake[] = [
  [
    'an unknown name',
    ['workflow.yaml:3:14: nothing is known by "${stag}". Did you mean "stage"?'],
    keys("description: '${stag}'\n"),
  ],
  [
    'an unknown name near nothing',
    [
      'workflow.yaml:3:14: nothing is known by "${{ github.sha }". GitHub fills in ${{ … }} in its own files only. Use ${env.NAME}',
    ],
    keys("description: '${{ github.sha }}'\n"),
  ],
  [
    'a missing environment variable',
    [
      'workflow.yaml:3:12: the environment variable "TABLE" is not set. Set it where Stepline runs, or correct the name',
    ],
    steps("  - pass: ['${env.TABLE}']\n"),
    {},
    { env: {} },
  ],
  [
    'an environment variable misspelt',
    ['workflow.yaml:3:20: nothing is known by "${TABLE}". Did you mean "env.TABLE"?'],
    steps("  - pass: { table: '${TABLE}' }\n"),
    {},
    { env: { TABLE: 't' } },
  ],
  [
    'a name that every object of JavaScript has',
    [
      'workflow.yaml:3:8: the environment variable "constructor" is not set. Set it where Stepline runs, or correct the name',
    ],
    keys("input: '${env.constructor}'\n"),
  ],
  [
    'a reference never closed',
    ['workflow.yaml:3:13: a "${" is never closed. Write "$${" for a plain "${"'],
    keys("input: { a: 'x ${stage' }\n"),
  ],
  [
    'a function that is not there',
    ['workflow.yaml:3:17: "${functions.chrage}": there is no function "chrage". Did you mean "charge"?'],
    'name: x\nfunctions: { charge: { source: a.py } }\nsteps: [{ pass: "${functions.chrage}" }]\n',
    { 'a.py': python },
  ],
  [
    'the URL of a function that has none',
    ['workflow.yaml:4:8: "${functions.charge.url}": "charge" has no URL. Give it "url: { auth: NONE }"'],
    "name: x\nfunctions: { charge: { source: a.py } }\nsteps: [{ pass: }]\ninput: '${functions.charge.url}'\n",
    { 'a.py': python },
  ],
  [
    'the URL of a function in a step',
    ['workflow.yaml:3:17: "${functions.charge.url}": the URL is only known in "input" and "tests"'],
    "name: x\nfunctions: { charge: { source: a.py, url: { auth: NONE } } }\nsteps: [{ pass: '${functions.charge.url}' }]\n",
    { 'a.py': python },
  ],
  [
    'a member that functions do not have',
    ['workflow.yaml:3:17: "${functions.charge.arn}": a function has no such member. "url" is the only one'],
    "name: x\nfunctions: { charge: { source: a.py } }\nsteps: [{ pass: '${functions.charge.arn}' }]\n",
    { 'a.py': python },
  ],
];

describe('mistakes in substitutions', () => {
  it.each(mistakes)('%s', async (_, says, ...workflow) => {
    expect(await mistakesIn(...workflow)).toEqual(says);
  });
});
