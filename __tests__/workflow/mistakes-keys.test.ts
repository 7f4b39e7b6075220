import { describe, expect, it } from '@jest/globals';
import { keys, mistakesIn, type Mistake } from './support.ts';

const mistakes: readonly Mistake[] = [
  [
    'an unknown key at the top',
    ['workflow.yaml:3:1: unknown key "descripton". Did you mean "description"?'],
    keys('descripton: hi\n'),
  ],
  [
    'an unknown key near nothing',
    [
      'workflow.yaml:3:1: unknown key "zzzzzz". The keys here are name, description, type, timeout, queryLanguage, defaults, definition, logging, tracing, role, permissions, permissionsBoundary, input, promote, artifacts, keep, tests, include, values, stages, retries, functions, steps',
    ],
    keys('zzzzzz: hi\n'),
  ],
  [
    'artifacts without a bucket',
    ['workflow.yaml:3:12: the key "bucket" is missing here'],
    keys('artifacts: { prefix: x }\n'),
  ],
  [
    'a bucket that S3 would not make',
    ['workflow.yaml:3:22: "bucket" must be the name of an S3 bucket'],
    keys('artifacts: { bucket: Upper }\n'),
  ],
  [
    'a prefix that would make an empty folder',
    ['workflow.yaml:3:36: "prefix" must not begin with "/"'],
    keys('artifacts: { bucket: code, prefix: /x }\n'),
  ],
  ['no name', ['workflow.yaml:1:1: the key "name" is missing here'], 'steps: [{ pass: }]\n'],
  [
    'a name with a space',
    ['workflow.yaml:1:7: "name" must be made of letters, digits, - and _'],
    'name: my flow\nsteps: [{ pass: }]\n',
  ],
  ['an empty name', ['workflow.yaml:1:7: "name" must not be empty'], 'name: ""\nsteps: [{ pass: }]\n'],
  [
    'a name that is too long',
    ['workflow.yaml:1:7: "name" must have at most 64 characters'],
    `name: ${'x'.repeat(65)}\nsteps: [{ pass: }]\n`,
  ],
  [
    'a number as name',
    [`workflow.yaml:1:7: "name" must be text, not the number 12. Write '12'`],
    'name: 12\nsteps: [{ pass: }]\n',
  ],
  ['nothing as name', ['workflow.yaml:1:6: "name" must be text, not empty'], 'name:\nsteps: [{ pass: }]\n'],
  [
    'a type in lower case',
    ['workflow.yaml:3:7: "type" must be STANDARD or EXPRESS, not "express". Did you mean "EXPRESS"?'],
    keys('type: express\n'),
  ],
  [
    'a type that is a list',
    ['workflow.yaml:3:7: "type" must be STANDARD or EXPRESS, not a list'],
    keys('type: [EXPRESS]\n'),
  ],
  [
    'what an express workflow cannot have',
    [
      'workflow.yaml:4:10: an express execution ends after 5m. Write 5m or less, or type: STANDARD',
      'workflow.yaml:5:1: "promote" has no effect on an express workflow: AWS lists no executions of it. Take it out',
    ],
    keys('type: EXPRESS\ntimeout: 301s\npromote: { percent: 10, for: 5m }\n'),
  ],
  [
    'a bare number as duration',
    [
      'workflow.yaml:3:10: "timeout" must be a duration such as 30s, 5m or 1h, not the bare number 30. Write 30s',
    ],
    keys('timeout: 30\n'),
  ],
  [
    'a duration in milliseconds',
    ['workflow.yaml:3:10: "timeout" must be a duration such as 30s, 5m or 1h. AWS counts in whole seconds'],
    keys('timeout: 500ms\n'),
  ],
  [
    'a duration of two units',
    ['workflow.yaml:3:10: "timeout" must be a duration such as 30s, 5m or 1h'],
    keys('timeout: 1h30m\n'),
  ],
  [
    'a duration of nothing',
    ['workflow.yaml:3:10: "timeout" must be between 1s and 99999999s'],
    keys('timeout: 0s\n'),
  ],
  [
    'a duration beyond ASL',
    ['workflow.yaml:3:10: "timeout" must be between 1s and 99999999s'],
    keys('timeout: 2000d\n'),
  ],
  [
    'a duration that is a map',
    ['workflow.yaml:3:10: "timeout" must be a duration such as 30s, 5m or 1h'],
    keys('timeout: { minutes: 5 }\n'),
  ],
  [
    'a query language misspelt',
    [
      'workflow.yaml:3:16: "queryLanguage" must be JSONata or JSONPath, not "JSONPaht". Did you mean "JSONPath"?',
    ],
    keys('queryLanguage: JSONPaht\n'),
  ],
  ['keep beyond its bounds', ['workflow.yaml:3:7: "keep" must be at least 1'], keys('keep: 0\n')],
  ['keep above its bounds', ['workflow.yaml:3:7: "keep" must be at most 100'], keys('keep: 1000\n')],
  [
    'half a version',
    ['workflow.yaml:3:7: "keep" must be a whole number, not the number 1.5'],
    keys('keep: 1.5\n'),
  ],
  [
    'an unknown key in the defaults',
    ['workflow.yaml:3:25: unknown key "memry". Did you mean "memory"?'],
    keys('defaults: { function: { memry: 256 } }\n'),
  ],
  [
    'neither steps nor definition',
    ['workflow.yaml:1:1: the file says nothing to do. Add "steps", or a "definition"'],
    'name: x\n',
  ],
  [
    'both steps and definition',
    ['workflow.yaml:3:1: "steps" and "definition" exclude each other. Keep one of the two'],
    keys('definition: { StartAt: A, States: { A: { Type: Succeed } } }\n'),
  ],
  [
    'a query language beside a definition',
    [
      'workflow.yaml:2:1: "queryLanguage" has no effect on a "definition". Write QueryLanguage in the definition itself',
    ],
    'name: x\nqueryLanguage: JSONata\ndefinition: { StartAt: A, States: { A: { Type: Succeed } } }\n',
  ],
  [
    'steps as a map',
    ['workflow.yaml:2:8: "steps" must be a list, not a map. Begin it with "- "'],
    'name: x\nsteps: { pass: 1 }\n',
  ],
  ['no step at all', ['workflow.yaml:2:8: "steps" must not be empty'], 'name: x\nsteps: []\n'],
  [
    'an input that is too large',
    ['workflow.yaml:3:8: "input" has 262145 bytes, and Step Functions takes 262144'],
    keys(`input: ${'x'.repeat(262143)}\n`),
  ],
  [
    'a stage with a slash',
    ['the stage "a/b" must be 1 to 32 letters, digits, - and _'],
    keys(''),
    {},
    { stage: 'a/b' },
  ],
];

describe('mistakes in the keys at the top', () => {
  it.each(mistakes)('%s', async (_, says, ...workflow) => {
    expect(await mistakesIn(...workflow)).toEqual(says);
  });
});
