import { describe, expect, it } from '@jest/globals';
import { mistakesIn, steps, type Mistake } from './support.ts';

const mistakes: readonly Mistake[] = [
  ['no rules', ['workflow.yaml:3:13: "choice" must not be empty'], steps('  - choice: []\n')],
  [
    'a rule without when',
    ['workflow.yaml:4:14: the key "when" is missing here'],
    steps('  - name: A\n    choice: [{ next: A }]\n'),
  ],
  [
    'a rule without next',
    ['workflow.yaml:3:14: the key "next" is missing here'],
    steps('  - choice: [{ when: "true" }]\n'),
  ],
  [
    'a switch as condition',
    ['workflow.yaml:4:22: "when" must be an expression or a comparison'],
    steps('  - name: A\n    choice: [{ when: true, next: A }]\n'),
  ],
  [
    'an expression opened and not closed',
    ['workflow.yaml:4:22: "{%" and "%}" must both be there, or neither'],
    steps("  - name: A\n    choice: [{ when: '{% $x', next: A }]\n"),
  ],
  [
    'a comparison in JSONata',
    [
      'workflow.yaml:4:22: a comparison is JSONPath, and this step is in JSONata. Write a condition, or say "queryLanguage: JSONPath"',
    ],
    steps('  - name: A\n    choice: [{ when: { variable: $.a, isNull: true }, next: A }]\n'),
  ],
  [
    'a condition in JSONPath',
    [
      'workflow.yaml:5:22: a text is a JSONata condition, and this step is in JSONPath. Write { variable: $.total, numericEquals: 1 }',
    ],
    steps('  - name: A\n    queryLanguage: JSONPath\n    choice: [{ when: $.a > 1, next: A }]\n'),
  ],
  [
    'an operator misspelt',
    ['workflow.yaml:5:39: unknown key "numericGreaterThen". Did you mean "numericGreaterThan"?'],
    steps(
      '  - name: A\n    queryLanguage: JSONPath\n    choice: [{ when: { variable: $.a, numericGreaterThen: 5 }, next: A }]\n',
    ),
  ],
  [
    "an operator in ASL's capitals",
    ['workflow.yaml:5:39: unknown key "StringEquals". Did you mean "stringEquals"?'],
    steps(
      '  - name: A\n    queryLanguage: JSONPath\n    choice: [{ when: { variable: $.a, StringEquals: b }, next: A }]\n',
    ),
  ],
  [
    'a text where a number is compared',
    ['workflow.yaml:5:54: "numericEquals" must be a number, not text'],
    steps(
      '  - name: A\n    queryLanguage: JSONPath\n    choice: [{ when: { variable: $.a, numericEquals: "5" }, next: A }]\n',
    ),
  ],
  [
    'two operators',
    ['workflow.yaml:5:22: "when" must compare once, not with isNull and isString. Join them with "and"'],
    steps(
      '  - name: A\n    queryLanguage: JSONPath\n    choice: [{ when: { variable: $.a, isNull: true, isString: true }, next: A }]\n',
    ),
  ],
  [
    'no operator',
    ['workflow.yaml:5:22: "when" must compare with something. Add an operator such as numericGreaterThan'],
    steps('  - name: A\n    queryLanguage: JSONPath\n    choice: [{ when: { variable: $.a }, next: A }]\n'),
  ],
  [
    'no variable',
    ['workflow.yaml:5:22: "when" must say which "variable" is compared'],
    steps('  - name: A\n    queryLanguage: JSONPath\n    choice: [{ when: { isNull: true }, next: A }]\n'),
  ],
  [
    'a variable beside and',
    ['workflow.yaml:5:22: "when" must have no "variable" beside "and"'],
    steps(
      '  - name: A\n    queryLanguage: JSONPath\n    choice: [{ when: { variable: $.a, and: [{ variable: $.a, isNull: true }] }, next: A }]\n',
    ),
  ],
  [
    'a mistake deep inside of not',
    ['workflow.yaml:8:35: unknown key "isNul". Did you mean "isNull"?'],
    steps(
      '  - name: A\n    queryLanguage: JSONPath\n    choice:\n      - when:\n          not:\n            or: [{ variable: $.a, isNul: true }]\n        next: A\n',
    ),
  ],
  [
    'a time that is none',
    ['workflow.yaml:5:56: "timestampEquals" must be a time such as 2030-01-01T00:00:00Z'],
    steps(
      '  - name: A\n    queryLanguage: JSONPath\n    choice: [{ when: { variable: $.a, timestampEquals: noon }, next: A }]\n',
    ),
  ],
];

describe('mistakes in choices', () => {
  it.each(mistakes)('%s', async (_, says, ...workflow) => {
    expect(await mistakesIn(...workflow)).toEqual(says);
  });
});
