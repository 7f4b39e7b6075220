import { describe, expect, it } from '@jest/globals';
import { mistakesIn, type Mistake } from './support.ts';

const mistakes: readonly Mistake[] = [
  [
    'a file that is not there',
    ['workflow.yaml:2:13: there is no file "machine.asl.json"'],
    'name: x\ndefinition: machine.asl.json\n',
  ],
  ['a folder', ['workflow.yaml:2:13: "src" is not a file'], 'name: x\ndefinition: src\n', { 'src/a': '' }],
  [
    'a list',
    ['workflow.yaml:2:13: "definition" must be the path of an ASL file, or ASL itself'],
    'name: x\ndefinition: [a]\n',
  ],
  [
    'no states',
    ['workflow.yaml:2:13: a definition needs "States", a map'],
    'name: x\ndefinition: { StartAt: A }\n',
  ],
  [
    'no start',
    ['workflow.yaml:2:13: a definition needs "StartAt", the name of a state'],
    'name: x\ndefinition: { States: { A: { Type: Succeed } } }\n',
  ],
  [
    'a start that is not there',
    ['workflow.yaml:2:24: there is no state "Frist". Did you mean "First"?'],
    'name: x\ndefinition: { StartAt: Frist, States: { First: { Type: Succeed } } }\n',
  ],
  [
    'a start that every object of JavaScript has',
    ['workflow.yaml:2:24: there is no state "toString"'],
    'name: x\ndefinition: { StartAt: toString, States: { First: { Type: Succeed } } }\n',
  ],
  [
    'a JSON file that is broken',
    ['m.json:3:3: this cannot be read: missing , between flow map items'],
    'name: x\ndefinition: m.json\n',
    { 'm.json': '{\n  "StartAt": "A"\n  "States": {}\n}\n' },
  ],
  [
    'a mistake in a JSON file, after one in the workflow',
    [
      'workflow.yaml:2:1: unknown key "kep". Did you mean "keep"?',
      'm.json:2:14: there is no state "B". Did you mean "A"?',
      'm.json:3:48: nothing is known by "${stag}". Did you mean "stage"?',
    ],
    'name: x\nkep: 1\ndefinition: m.json\n',
    {
      'm.json':
        '{\n  "StartAt": "B",\n  "States": { "A": { "Type": "Pass", "Result": "${stag}", "End": true } }\n}\n',
    },
  ],
  [
    'an unknown function in a JSON file',
    ['m.json:3:50: "${functions.a}": there is no function "a". Add it under "functions"'],
    'name: x\ndefinition: m.json\n',
    {
      'm.json':
        '{\n  "StartAt": "A",\n  "States": { "A": { "Type": "Task", "Resource": "${functions.a}", "End": true } }\n}\n',
    },
  ],
  [
    'a key twice in a JSON file',
    ['m.json:3:3: the key "StartAt" stands here a second time'],
    'name: x\ndefinition: m.json\n',
    { 'm.json': '{\n  "StartAt": "A",\n  "StartAt": "A",\n  "States": { "A": { "Type": "Succeed" } }\n}\n' },
  ],
  [
    'a file that is not text',
    ['m.json:1:1: this is not UTF-8 text'],
    'name: x\ndefinition: m.json\n',
    { 'm.json': Buffer.from([0xff, 0xfe, 0]) },
  ],
];

describe('mistakes in definitions', () => {
  it.each(mistakes)('%s', async (_, says, ...workflow) => {
    expect(await mistakesIn(...workflow)).toEqual(says);
  });
});
