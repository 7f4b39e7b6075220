import { describe, expect, it } from '@jest/globals';
import { arn, load, mistakesIn, type Mistake } from './support.ts';

/** A function, a Choice and an end; tests from line 8 on. */
const tested = (cases: string): string => `name: orders
steps:
  - { name: Charge, function: '${arn}' }
  - name: Big?
    choice: [{ when: $states.input.big, next: Done }]
  - { name: Done, succeed: true }
tests:
${cases}`;

const mocks = (responses: object, machine = 'orders', states: object = { Charge: 'Answer' }): string =>
  JSON.stringify({
    StateMachines: { [machine]: { TestCases: { Good: states } } },
    MockedResponses: responses,
  });
const answer = { Answer: { '0': { Return: {} } } };

const mistakes: readonly Mistake[] = [
  ['no tests at all', ['workflow.yaml:8:3: "tests" must not be empty'], tested('  []')],
  ['no name', ['workflow.yaml:8:5: the key "name" is missing here'], tested('  - input: {}')],
  [
    'a name twice',
    ['workflow.yaml:9:11: the test in line 8 is called "a" too'],
    tested('  - name: a\n  - name: a'),
  ],
  [
    'a key that is none',
    ['workflow.yaml:8:16: unknown key "expects". Did you mean "expect"?'],
    tested('  - { name: a, expects: {} }'),
  ],
  [
    'a mock of a step that is not there',
    ['workflow.yaml:8:24: there is no step "Chrage". Did you mean "Charge"?'],
    tested('  - { name: a, mock: { Chrage: { return: 1 } } }'),
  ],
  [
    'a mock of a step that calls nothing',
    [
      'workflow.yaml:8:24: step "Done" calls nothing that could be mocked. Mock a function, service, workflow, activity or http step',
    ],
    tested('  - { name: a, mock: { Done: { return: 1 } } }'),
  ],
  [
    'an answer of both kinds, in a list',
    ['workflow.yaml:8:33: item 1 of "Charge" must have one of "return" and "throw"'],
    tested('  - { name: a, mock: { Charge: [{ return: 1, throw: { error: X } }] } }'),
  ],
  [
    'an answer that is no map',
    ['workflow.yaml:8:32: "Charge" must be { return: VALUE }, { throw: { error: NAME } } or a list of these'],
    tested('  - { name: a, mock: { Charge: 5 } }'),
  ],
  [
    'steps of expectations that are not there',
    [
      'workflow.yaml:8:41: there is no step "Don". Did you mean "Done"?',
      'workflow.yaml:8:58: there is no step "Charg". Did you mean "Charge"?',
      'workflow.yaml:8:83: there is no step "Nowhere"',
    ],
    tested('  - { name: a, expect: { path: [Charge, Don], retries: { Charg: 1 }, failedState: Nowhere } }'),
  ],
  [
    'a status that there is not',
    [
      'workflow.yaml:8:34: "status" must be SUCCEEDED, FAILED, TIMED_OUT or ABORTED, not "FAILD". Did you mean "FAILED"?',
    ],
    tested('  - { name: a, expect: { status: FAILD } }'),
  ],
  [
    'a condition that is no JSONata',
    ['workflow.yaml:8:34: "output" is not JSONata: Unexpected end of expression'],
    tested("  - { name: a, expect: { output: '{% $. %}' } }"),
  ],
  [
    'a condition inside of the output, which would be compared as text',
    [
      `workflow.yaml:8:34: a condition in JSONata is all of "output", not a part of it. Write output: '{% $states.output.total > 5 %}'`,
    ],
    tested("  - { name: a, expect: { output: { total: '{% $ > 5 %}' } } }"),
  ],
  [
    'a URL of a function that is not there',
    ['workflow.yaml:8:28: "${functions.api.url}": there is no function "api". Add it under "functions"'],
    tested("  - { name: a, input: { u: '${functions.api.url}' } }"),
  ],
  [
    'a mock file without its case',
    ['workflow.yaml:8:22: "mock" must name a file and a test case in it. Write FILE.json#TEST_CASE'],
    tested('  - { name: a, mock: mocks.json }'),
  ],
  [
    'a mock file that is not there',
    ['workflow.yaml:8:22: there is no file "mocks.json"'],
    tested('  - { name: a, mock: mocks.json#Good }'),
  ],
  [
    'a case that the mock file does not have',
    ['mocks.json:1:41: there is no test case "Godo". Did you mean "Good"?'],
    tested('  - { name: a, mock: mocks.json#Godo }'),
    { 'mocks.json': mocks(answer) },
  ],
  [
    'a mock file without any cases, which must not run as if nothing were mocked',
    ['mocks.json:1:42: there is no test case "Good"'],
    tested('  - { name: a, mock: mocks.json#Good }'),
    { 'mocks.json': '{ "StateMachines": { "x": { "TestCases": {} } } }' },
  ],
  [
    'a mock file that is something else',
    ['mocks.json:1:1: a mock file needs "StateMachines" to be a map'],
    tested('  - { name: a, mock: mocks.json#Good }'),
    { 'mocks.json': '[]' },
  ],
  [
    'a state of the mock file that is not there',
    ['mocks.json:1:50: there is no step "Chrage". Did you mean "Charge"?'],
    tested('  - { name: a, mock: mocks.json#Good }'),
    { 'mocks.json': mocks(answer, 'orders', { Chrage: 'Answer' }) },
  ],
  [
    'a response of the mock file that is not there',
    ['mocks.json:1:59: there is no mocked response "Answer". Did you mean "Answers"?'],
    tested('  - { name: a, mock: mocks.json#Good }'),
    { 'mocks.json': mocks({ Answers: {} }) },
  ],
];

describe('mistakes in tests', () => {
  it.each(mistakes)('%s', async (_, says, ...workflow) => {
    expect(await mistakesIn(...workflow)).toEqual(says);
  });
});

describe('what is read', () => {
  it('answers in turn, the last one for all further calls; what a function returns in its envelope', async () => {
    const { tests } = await load(
      tested('  - { name: a, mock: { Charge: [{ throw: { error: Busy } }, { return: 1 }] } }'),
    );
    expect(tests[0]?.mocks.get('Charge')).toEqual([
      { first: 0, last: 0, answer: { failure: { error: 'Busy' } } },
      {
        first: 1,
        last: Infinity,
        answer: { result: { ExecutedVersion: '$LATEST', Payload: 1, StatusCode: 200 } },
      },
    ]);
  });

  it('the only state machine of a mock file, whatever its name; answers as they are', async () => {
    const file = mocks(
      { Answer: { '0-1': { Return: 1 }, '2': { Throw: { Error: 'X', Cause: 'y' } } } },
      'other',
    );
    const { tests } = await load(tested('  - { name: a, mock: m.json#Good }'), { 'm.json': file });
    expect(tests[0]?.mocks.get('Charge')).toEqual([
      { first: 2, last: 2, answer: { failure: { error: 'X', cause: 'y' } } },
      { first: 0, last: 1, answer: { result: 1 } },
    ]);
  });

  it.each([
    ['nothing', '', { status: 'SUCCEEDED' }],
    ['an output', 'output: 1', { status: 'SUCCEEDED', output: 1 }],
    ['an error', 'error: X', { error: 'X' }],
    ['a status with an error', 'status: TIMED_OUT, error: X', { status: 'TIMED_OUT', error: 'X' }],
  ])('expected: %s', async (_, expected, reads) => {
    const { tests } = await load(tested(`  - { name: a, expect: { ${expected} } }`));
    expect(tests[0]?.expect).toEqual(reads);
  });

  it("the workflow's own input, where a test has none", async () => {
    const { tests } = await load(
      `${tested('  - { name: a }\n  - { name: b, input: 7 }')}\ninput: { id: 1 }\n`,
    );
    expect(tests.map(({ input }) => input)).toEqual([{ id: 1 }, 7]);
  });
});
