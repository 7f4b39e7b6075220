import { describe, expect, it } from '@jest/globals';
import { keys, mistakesIn, python, steps, type Mistake } from './support.ts';

/** Nine lists, each of eight of the one before. */
const bomb = keys(
  `input:\n  - &a0 [lol, lol]\n${Array.from(
    { length: 9 },
    (_, n) => `  - &a${n + 1} [${Array(8).fill(`*a${n}`).join(', ')}]\n`,
  ).join('')}`,
);

const mistakes: readonly Mistake[] = [
  [
    'an unquoted expression is a map to YAML',
    [`workflow.yaml:4:13: a JSONata expression needs quotes in YAML. Write '{% … %}'`],
    steps('  - pass:\n    output: {% $states.input %}\n'),
  ],
  [
    'two unquoted expressions are two mistakes',
    [
      `workflow.yaml:4:13: a JSONata expression needs quotes in YAML. Write '{% … %}'`,
      `workflow.yaml:5:11: a JSONata expression needs quotes in YAML. Write '{% … %}'`,
    ],
    steps('  - pass:\n    output: {% $x.y[0] %}\n  - wait: {% $z %}\n'),
  ],
  [
    'a backslash in double quotes',
    [
      'workflow.yaml:3:27: "\\d" is no escape that double quotes know. Use single quotes, or write the backslash twice',
    ],
    steps('  - pass: "{% $match($x, /\\d+/) %}"\n'),
  ],
  [
    'a tab as indentation',
    ['workflow.yaml:3:1: a tab is used for indentation. YAML takes spaces only'],
    'name: x\nsteps:\n\t- pass:\n',
  ],
  [
    'two documents',
    ['workflow.yaml:3:1: a second YAML document starts here. Keep one per file'],
    keys('---\nname: y\n'),
  ],
  ['an empty file', ['workflow.yaml:1:1: the file is empty'], ''],
  ['a file with a comment only', ['workflow.yaml:1:1: the file is empty'], '# nothing yet\n'],
  [
    'a list instead of a map',
    ['workflow.yaml:1:1: the file must be a map, not a list. Write name: NAME'],
    '- name: x\n',
  ],
  [
    'a text instead of a map',
    ['workflow.yaml:1:1: the file must be a map, not text. Write name: NAME'],
    'hello\n',
  ],
  [
    'a key twice',
    ['workflow.yaml:2:1: the key "name" stands here a second time'],
    'name: x\nname: y\nsteps: [{ pass: }]\n',
  ],
  [
    'a key twice, deep inside',
    ['workflow.yaml:3:30: the key "c" stands here a second time'],
    steps('  - pass: { a: 1, b: { c: 1, c: 2 } }\n'),
  ],
  [
    'an alias without an anchor',
    ['workflow.yaml:3:11: *nothing has no anchor &nothing before it'],
    steps('  - pass: *nothing\n'),
  ],
  [
    'an alias inside of its own anchor',
    ['workflow.yaml:3:15: *a contains itself'],
    keys('input: &a [1, *a]\n'),
  ],
  [
    'aliases that stand for billions of values',
    ['workflow.yaml:10:10: the aliases up to here stand for more than can be read'],
    bomb,
  ],
  [
    'a list never closed',
    ['workflow.yaml:3:1: a "]" is missing before this. Close it, or indent the line further'],
    'name: x\nsteps: [{ pass: }\n',
  ],
  ['a quote never closed', ['workflow.yaml:3:1: a text in quotes is never closed'], 'name: "x\nsteps: []\n'],
  [
    'a colon in a plain text',
    [
      'workflow.yaml:4:14: a second ": " in one line, or lines that are not lined up. Put a text that holds ": " in quotes, or correct the indentation',
    ],
    steps('  - pass:\n    comment: note: this\n'),
  ],
  [
    'lines that are not lined up',
    [
      'workflow.yaml:1:7: a second ": " in one line, or lines that are not lined up. Put a text that holds ": " in quotes, or correct the indentation',
    ],
    'name: x\n steps: []\n',
  ],
  [
    'a character that YAML reserves',
    ['workflow.yaml:1:7: a text cannot begin with "@". Put it in quotes'],
    'name: @x\n',
  ],
  [
    'a tag of CloudFormation',
    ['workflow.yaml:3:14: the tag !Sub means nothing here. Leave it out; ${…} refers to things'],
    keys('description: !Sub hello\n'),
  ],
  ['a key that is a list', ['workflow.yaml:3:3: a key must be text'], keys('? [a, b]\n: 1\n')],
  [
    'an integer above 2^53',
    [
      'workflow.yaml:3:14: the number 9007199254740993 is too large to be exact. Put it in quotes to pass it on as text',
    ],
    keys('input: { id: 9007199254740993 }\n'),
  ],
  ['not a number', ['workflow.yaml:3:8: JSON has no value ".nan". Put it in quotes'], keys('input: .nan\n')],
  [
    'a merge key',
    ['workflow.yaml:5:5: unknown key "<<". YAML 1.2 has no merge keys. Repeat the keys, or use "defaults"'],
    'name: x\nfunctions:\n  a: &a { source: a.py }\n  b:\n    <<: *a\n    source: b.py\nsteps: [{ function: a }]\n',
    { 'a.py': python, 'b.py': python },
  ],
  [
    'the key that JavaScript objects cannot have',
    ['workflow.yaml:3:10: a key cannot be "__proto__"'],
    keys('input: { __proto__: 1 }\n'),
  ],
  [
    'a value nested without end',
    ['workflow.yaml:3:208: this is nested more than 200 levels deep'],
    keys('input: ') + '['.repeat(300) + ']'.repeat(300) + '\n',
  ],
];

describe('mistakes in what is not YAML, or not JSON', () => {
  it.each(mistakes)('%s', async (_, says, ...workflow) => {
    expect(await mistakesIn(...workflow)).toEqual(says);
  });
});
