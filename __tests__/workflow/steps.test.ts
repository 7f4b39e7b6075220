import { describe, expect, it } from '@jest/globals';
import { arn, steps, stepsOf } from './support.ts';

describe('each kind of step', () => {
  const jsonPath = 'queryLanguage: JSONPath';
  const cases: readonly (readonly [string, string, object])[] = [
    ['pass nothing', 'pass:', { kind: 'pass', fields: {}, end: false, queryLanguage: 'JSONata' }],
    ['pass a value', 'pass: { a: 1 }', { kind: 'pass', value: { a: 1 } }],
    ['pass false, which is a value', 'pass: false', { kind: 'pass', value: false }],
    ['wait for a time', 'wait: 10m', { kind: 'wait', name: 'Wait 10m', wait: { seconds: 600 } }],
    ['wait for an expression', "wait: '{% $x %}'", { name: 'Wait', wait: { seconds: '{% $x %}' } }],
    [
      'wait for a path',
      `wait: $.x\n    ${jsonPath}`,
      { wait: { seconds: '$.x' }, queryLanguage: 'JSONPath' },
    ],
    ['wait until', 'wait: { until: 2030-01-01T00:00:00Z }', { wait: { until: '2030-01-01T00:00:00Z' } }],
    ['wait until an expression', "wait: { until: '{% $t %}' }", { wait: { until: '{% $t %}' } }],
    ['succeed', 'succeed: true', { kind: 'succeed', name: 'Succeed' }],
    ['succeed with an output', 'succeed: { a: 1 }', { kind: 'succeed', output: { a: 1 } }],
    [
      'succeed with the key that ASL has',
      'succeed: true\n    output: 1',
      { kind: 'succeed', output: 1, fields: {} },
    ],
    [
      'succeed with a path',
      `succeed: true\n    ${jsonPath}\n    outputPath: $.a`,
      { fields: { OutputPath: '$.a' } },
    ],
    [
      'fail',
      'fail: { error: E, cause: C }',
      { kind: 'fail', name: 'Fail', error: 'E', cause: 'C', fields: {} },
    ],
    ['fail without a word', 'fail: {}', { kind: 'fail', name: 'Fail' }],
    [
      'fail with paths',
      `fail: { errorPath: $.e, causePath: $.c }\n    ${jsonPath}`,
      { kind: 'fail', fields: { ErrorPath: '$.e', CausePath: '$.c' } },
    ],
    ['a function', `function: ${arn}`, { kind: 'function', name: 'Function', function: { arn } }],
    [
      'a function with limits',
      `function: ${arn}\n    payload: { a: 1 }\n    timeout: 1m\n    heartbeat: 10s`,
      { payload: { a: 1 }, fields: { TimeoutSeconds: 60, HeartbeatSeconds: 10 } },
    ],
    [
      'limits that are expressions are fields of ASL',
      `function: ${arn}\n    timeout: '{% $t %}'`,
      { fields: { TimeoutSeconds: '{% $t %}' } },
    ],
    [
      'and other fields in JSONPath',
      `function: ${arn}\n    ${jsonPath}\n    heartbeat: $.h`,
      { fields: { HeartbeatSecondsPath: '$.h' } },
    ],
    [
      'fields of JSONata',
      `function: ${arn}\n    assign: { a: 1 }\n    output: '{% $a %}'\n    comment: note`,
      { comment: 'note', fields: { Assign: { a: 1 }, Output: '{% $a %}' } },
    ],
    [
      'fields of JSONPath',
      `function: ${arn}\n    ${jsonPath}\n    inputPath: $.i\n    outputPath: $.o\n    resultPath: null\n    resultSelector: { a.$: $.a }`,
      { fields: { InputPath: '$.i', OutputPath: '$.o', ResultPath: null, ResultSelector: { 'a.$': '$.a' } } },
    ],
    [
      'parameters of a pass step',
      `pass:\n    ${jsonPath}\n    parameters: { a.$: $.a }`,
      { kind: 'pass', fields: { Parameters: { 'a.$': '$.a' } } },
    ],
    [
      'retry and catch',
      `name: A
    function: ${arn}
    retry:
      - { errorEquals: [E], interval: 1s, maxAttempts: 0, backoffRate: 1.5, maxDelay: 1m, jitterStrategy: FULL }
      - { errorEquals: [States.ALL] }
    catch:
      - { errorEquals: [E, F], next: A, output: 1, assign: { a: 1 } }
      - { errorEquals: [States.ALL], next: A }`,
      {
        retry: [
          {
            errorEquals: ['E'],
            intervalSeconds: 1,
            maxAttempts: 0,
            backoffRate: 1.5,
            maxDelaySeconds: 60,
            jitterStrategy: 'FULL',
          },
          { errorEquals: ['States.ALL'] },
        ],
        catch: [
          { errorEquals: ['E', 'F'], next: 'A', fields: { Output: 1, Assign: { a: 1 } } },
          { errorEquals: ['States.ALL'], next: 'A', fields: {} },
        ],
      },
    ],
    ['retry never', `function: ${arn}\n    retry: []`, { retry: [] }],
    [
      'a catcher of JSONPath',
      `name: A\n    function: ${arn}\n    ${jsonPath}\n    catch: [{ errorEquals: [E], next: A, resultPath: $.e }]`,
      { catch: [{ errorEquals: ['E'], next: 'A', fields: { ResultPath: '$.e' } }] },
    ],
    ['where to go on', 'name: A\n    pass:\n    next: A', { name: 'A', next: 'A', end: false }],
    ['where to end', 'pass:\n    end: true', { end: true }],
    [
      'a raw state is JSONPath, as in ASL',
      'state: { Type: Pass, Result: { a: 1 } }',
      {
        kind: 'state',
        name: 'Pass',
        queryLanguage: 'JSONPath',
        fields: {},
        state: { Type: 'Pass', Result: { a: 1 } },
      },
    ],
    [
      'a raw state of JSONata',
      'state: { Type: Succeed, QueryLanguage: JSONata }',
      { kind: 'state', queryLanguage: 'JSONata' },
    ],
    [
      'conditions with and without their braces',
      "choice:\n      - { when: $a > 1, next: N }\n      - { when: '{% $b %}', next: N, output: 1, comment: c }\n    default: N\n    name: N",
      {
        kind: 'choice',
        default: 'N',
        rules: [
          { when: '{% $a > 1 %}', next: 'N', fields: {} },
          { when: '{% $b %}', next: 'N', fields: { Output: 1, Comment: 'c' } },
        ],
      },
    ],
    [
      'comparisons',
      `name: N
    ${jsonPath}
    choice:
      - { when: { variable: $.a, numericGreaterThan: 5 }, next: N }
      - { when: { variable: $.a, stringEqualsPath: $.b }, next: N, assign: { x: 1 } }
      - { when: { and: [{ variable: $.a, isPresent: true }, { not: { variable: $.a, isNull: true } }] }, next: N }`,
      {
        rules: [
          { when: { Variable: '$.a', NumericGreaterThan: 5 }, next: 'N', fields: {} },
          { when: { Variable: '$.a', StringEqualsPath: '$.b' }, next: 'N', fields: { Assign: { x: 1 } } },
          {
            when: {
              And: [{ Variable: '$.a', IsPresent: true }, { Not: { Variable: '$.a', IsNull: true } }],
            },
            next: 'N',
            fields: {},
          },
        ],
      },
    ],
  ];
  it.each(cases)('%s', async (_, yaml, expected) => {
    const [step] = await stepsOf(steps(`  - ${yaml}\n`));
    expect(step).toMatchObject(expected);
    if ('fields' in expected) expect(step?.fields).toEqual(expected.fields);
  });
});

describe('names', () => {
  it('are derived where none is given, and never given twice', async () => {
    const yaml = '  - pass:\n  - pass:\n  - name: Pass 3\n    pass:\n  - pass:\n  - wait: 5s\n  - wait: 5s\n';
    const names = (await stepsOf(steps(yaml))).map(({ name }) => name);
    expect(names).toEqual(['Pass', 'Pass 2', 'Pass 3', 'Pass 4', 'Wait 5s', 'Wait 5s 2']);
  });

  it('that are derived can be referred to', async () => {
    expect(await stepsOf(steps('  - pass:\n    next: Succeed\n  - succeed: true\n'))).toHaveLength(2);
  });
});

describe('the query language', () => {
  it('of the file holds for the steps that say nothing', async () => {
    const yaml =
      'name: x\nqueryLanguage: JSONPath\nsteps:\n  - pass:\n  - pass:\n    queryLanguage: JSONata\n';
    expect((await stepsOf(yaml)).map(({ queryLanguage }) => queryLanguage)).toEqual(['JSONPath', 'JSONata']);
  });
});
