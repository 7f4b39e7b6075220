import { describe, expect, it } from '@jest/globals';
import { recommendedRetry } from '../../src/compile/asl/retry.ts';
import type { JsonObject } from '../../src/json.ts';
import { firstState } from './support.ts';

interface Row {
  readonly name: string;
  readonly why: string;
  /** Steps as YAML, from which the first state is taken. */
  readonly steps: string;
  readonly state: JsonObject;
}

const invoke = 'arn:aws:states:::lambda:invoke';
/** A JSONata function step as it is without any field of its own. */
const plain: JsonObject = {
  Type: 'Task',
  Resource: invoke,
  Arguments: { FunctionName: '<a>', Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  Retry: recommendedRetry,
  End: true,
};
/** The same in JSONPath. */
const plainPath: JsonObject = {
  Type: 'Task',
  Resource: invoke,
  Parameters: { FunctionName: '<a>', 'Payload.$': '$' },
  OutputPath: '$.Payload',
  Retry: recommendedRetry,
  End: true,
};

const jsonata: readonly Row[] = [
  {
    name: 'function',
    why: 'input goes in, its own result comes out, with the recommended retry',
    steps: '- function: a',
    state: plain,
  },
  {
    name: 'function by path',
    why: 'the key comes from the file',
    steps: '- function: a.mjs',
    state: plain,
  },
  {
    name: 'function by ARN',
    why: 'it is nobody of ours, and its parts may come from the target',
    steps: "- function: 'arn:${partition}:lambda:${region}:${account}:function:theirs:live'",
    state: {
      ...plain,
      Arguments: {
        FunctionName: 'arn:aws:lambda:eu-west-1:123456789012:function:theirs:live',
        Payload: '{% $states.input %}',
      },
    },
  },
  {
    name: 'function with payload',
    why: 'instead of the input',
    steps: "- { function: a, payload: { id: '{% $states.input.id %}' } }",
    state: { ...plain, Arguments: { FunctionName: '<a>', Payload: { id: '{% $states.input.id %}' } } },
  },
  {
    name: 'function with the payload null',
    why: 'null is a payload too',
    steps: '- { function: a, payload: null }',
    state: { ...plain, Arguments: { FunctionName: '<a>', Payload: null } },
  },
  {
    name: 'function with output and assign',
    why: 'the step says what comes out',
    steps: "- { function: a, output: '{% $states.result %}', assign: { x: 1 } }",
    state: { ...plain, Output: '{% $states.result %}', Assign: { x: 1 } },
  },
  {
    name: 'function with limits',
    why: 'durations become seconds',
    steps: '- { function: a, timeout: 2m, heartbeat: 30s }',
    state: { ...plain, TimeoutSeconds: 120, HeartbeatSeconds: 30 },
  },
  {
    name: 'function with a limit from the data',
    why: 'an expression stays one',
    steps: "- { function: a, timeout: '{% $states.input.limit %}' }",
    state: { ...plain, TimeoutSeconds: '{% $states.input.limit %}' },
  },
  {
    name: 'function that is never retried',
    why: 'an empty list takes the recommended block away',
    steps: '- { function: a, retry: [] }',
    state: without(plain, 'Retry'),
  },
  {
    name: 'function with its own retry',
    why: 'instead of the recommended block, in full',
    steps:
      '- { function: a, retry: [{ errorEquals: [Busy], interval: 2s, maxAttempts: 5, backoffRate: 1.5, maxDelay: 1m, jitterStrategy: NONE }] }',
    state: {
      ...plain,
      Retry: [
        {
          ErrorEquals: ['Busy'],
          IntervalSeconds: 2,
          MaxAttempts: 5,
          BackoffRate: 1.5,
          MaxDelaySeconds: 60,
          JitterStrategy: 'NONE',
        },
      ],
    },
  },
  {
    name: 'function with a catch',
    why: 'beside the recommended retry',
    steps:
      "- { function: a, catch: [{ errorEquals: [States.ALL], next: End, output: '{% $states.errorOutput %}' }] }\n- { name: End, succeed: }",
    state: {
      ...without(plain, 'End'),
      Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput %}', Next: 'End' }],
      Next: 'End',
    },
  },
  { name: 'pass', why: 'the input passes', steps: '- pass:', state: { Type: 'Pass', End: true } },
  {
    name: 'pass with a value',
    why: 'any JSON, expressions included',
    steps: "- pass: { n: '{% 1 + 1 %}' }",
    state: { Type: 'Pass', Output: { n: '{% 1 + 1 %}' }, End: true },
  },
  {
    name: 'wait',
    why: 'minutes in seconds',
    steps: '- wait: 10m',
    state: { Type: 'Wait', Seconds: 600, End: true },
  },
  {
    name: 'wait for as long as the data says',
    why: 'an expression gives seconds',
    steps: "- wait: '{% $states.input.s %}'",
    state: { Type: 'Wait', Seconds: '{% $states.input.s %}', End: true },
  },
  {
    name: 'wait until',
    why: 'a time',
    steps: "- wait: { until: '2030-01-01T00:00:00Z' }",
    state: { Type: 'Wait', Timestamp: '2030-01-01T00:00:00Z', End: true },
  },
  {
    name: 'choice',
    why: 'conditions get their {% %}, and a choice has neither Next nor End',
    steps:
      "- choice: [{ when: $states.input.x > 1, next: B, assign: { y: 2 }, comment: big }, { when: '{% true %}', next: B }]\n  default: B\n- { name: B, pass: }",
    state: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.x > 1 %}', Assign: { y: 2 }, Comment: 'big', Next: 'B' },
        { Condition: '{% true %}', Next: 'B' },
      ],
      Default: 'B',
    },
  },
  { name: 'succeed', why: 'ends without a word', steps: '- succeed: true', state: { Type: 'Succeed' } },
  {
    name: 'succeed with output',
    why: 'and with one',
    steps: "- succeed: { ok: '{% true %}' }",
    state: { Type: 'Succeed', Output: { ok: '{% true %}' } },
  },
  {
    name: 'fail',
    why: 'error and cause',
    steps: "- fail: { error: E, cause: '{% $states.input.why %}' }",
    state: { Type: 'Fail', Error: 'E', Cause: '{% $states.input.why %}' },
  },
  { name: 'fail with nothing', why: 'AWS takes that', steps: '- fail: {}', state: { Type: 'Fail' } },
  {
    name: 'comment',
    why: 'is kept in the machine',
    steps: '- { pass: , comment: note }',
    state: { Type: 'Pass', Comment: 'note', End: true },
  },
  {
    name: 'the substitutions of the target',
    why: 'and what is escaped, is not',
    steps: "- pass: '${partition} ${region} ${account} ${stage} $${region} ${functions.b}'",
    state: { Type: 'Pass', Output: 'aws eu-west-1 123456789012 dev ${region} <b>', End: true },
  },
];

const jsonPath: readonly Row[] = [
  {
    name: 'function',
    why: 'input goes in, its own result comes out, with the recommended retry',
    steps: '- function: a',
    state: plainPath,
  },
  {
    name: 'function with payload',
    why: 'an object keeps its `.$` members',
    steps: "- { function: a, payload: { 'id.$': $.id } }",
    state: { ...plainPath, Parameters: { FunctionName: '<a>', Payload: { 'id.$': '$.id' } } },
  },
  {
    name: 'function with a path as payload',
    why: 'what the path finds, not its text',
    steps: '- { function: a, payload: $.order }',
    state: { ...plainPath, Parameters: { FunctionName: '<a>', 'Payload.$': '$.order' } },
  },
  {
    name: 'function with a text as payload',
    why: 'a price is no path',
    steps: '- { function: a, payload: $5 }',
    state: { ...plainPath, Parameters: { FunctionName: '<a>', Payload: '$5' } },
  },
  {
    name: 'function with resultPath',
    why: 'the step shapes the result, so the compiler does not',
    steps: '- { function: a, resultPath: $.result, inputPath: $.in }',
    state: { ...without(plainPath, 'OutputPath'), ResultPath: '$.result', InputPath: '$.in' },
  },
  {
    name: 'function with its own outputPath',
    why: 'the step wins',
    steps: '- { function: a, outputPath: $.Payload.body }',
    state: { ...plainPath, OutputPath: '$.Payload.body' },
  },
  {
    name: 'function with a limit from the data',
    why: 'JSONPath has a field of its own for it',
    steps: '- { function: a, timeout: $.limit }',
    state: { ...plainPath, TimeoutSecondsPath: '$.limit' },
  },
  {
    name: 'function with a catch',
    why: 'the error goes where resultPath says',
    steps:
      '- { function: a, end: true, catch: [{ errorEquals: [E], next: B, resultPath: $.error }] }\n- { name: B, succeed: }',
    state: { ...plainPath, Catch: [{ ErrorEquals: ['E'], ResultPath: '$.error', Next: 'B' }] },
  },
  {
    name: 'pass with a value',
    why: 'Result, which JSONata has not',
    steps: '- { pass: { n: 1 }, resultPath: $.x }',
    state: { Type: 'Pass', Result: { n: 1 }, ResultPath: '$.x', End: true },
  },
  {
    name: 'wait for as long as the data says',
    why: 'SecondsPath',
    steps: '- wait: $.s',
    state: { Type: 'Wait', SecondsPath: '$.s', End: true },
  },
  {
    name: 'wait until the time in the data',
    why: 'TimestampPath',
    steps: '- wait: { until: $.at }',
    state: { Type: 'Wait', TimestampPath: '$.at', End: true },
  },
  {
    name: 'choice',
    why: 'comparisons stand in the rule itself',
    steps:
      '- choice: [{ when: { and: [{ variable: $.x, numericGreaterThan: 1 }, { not: { variable: $.y, isPresent: true } }] }, next: B }]\n- { name: B, pass: }',
    state: {
      Type: 'Choice',
      Choices: [
        {
          And: [{ Variable: '$.x', NumericGreaterThan: 1 }, { Not: { Variable: '$.y', IsPresent: true } }],
          Next: 'B',
        },
      ],
    },
  },
  {
    name: 'fail with texts',
    why: 'a cause may start with a price',
    steps: '- fail: { error: E, cause: $100 are missing }',
    state: { Type: 'Fail', Error: 'E', Cause: '$100 are missing' },
  },
  {
    name: 'fail with paths',
    why: 'paths have keys of their own, as in ASL',
    steps: '- fail: { errorPath: $.e, causePath: $.c }',
    state: { Type: 'Fail', ErrorPath: '$.e', CausePath: '$.c' },
  },
];

const raw: readonly Row[] = [
  {
    name: 'raw state',
    why: 'it goes on to the next step unless it says where',
    steps: '- state: { Type: Pass, Result: 1 }\n- succeed:',
    state: { Type: 'Pass', Result: 1, Next: 'Succeed', QueryLanguage: 'JSONPath' },
  },
  {
    name: 'raw state that ends',
    why: 'it says so itself',
    steps: '- state: { Type: Pass, End: true }\n- succeed:',
    state: { Type: 'Pass', End: true, QueryLanguage: 'JSONPath' },
  },
  {
    name: 'raw state whose step goes elsewhere',
    why: 'a raw state that does not say where it leads takes next like any other',
    steps: '- { state: { Type: Pass }, next: B }\n- pass:\n- { name: B, succeed: }',
    state: { Type: 'Pass', Next: 'B', QueryLanguage: 'JSONPath' },
  },
  {
    name: 'raw state whose step ends',
    why: 'and end',
    steps: '- { state: { Type: Pass }, end: true }\n- { name: B, succeed: }',
    state: { Type: 'Pass', End: true, QueryLanguage: 'JSONPath' },
  },
  {
    name: 'raw choice',
    why: 'a Choice never has Next',
    steps:
      '- state: { Type: Choice, Choices: [{ Variable: $.x, IsNull: true, Next: B }] }\n- { name: B, succeed: }',
    state: {
      Type: 'Choice',
      Choices: [{ Variable: '$.x', IsNull: true, Next: 'B' }],
      QueryLanguage: 'JSONPath',
    },
  },
];

function without(state: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(state).filter(([name]) => name !== key));
}

describe('a step in JSONata becomes', () => {
  it.each(jsonata)('$name: $why', async ({ steps, state }) => {
    expect(await firstState(steps)).toEqual(state);
  });
});

describe('a step in JSONPath becomes', () => {
  it.each(jsonPath)('$name: $why', async ({ steps, state }) => {
    expect(await firstState(steps, 'queryLanguage: JSONPath\n')).toEqual(state);
  });
});

describe('a raw state among JSONata steps becomes', () => {
  it.each(raw)('$name: $why', async ({ steps, state }) => {
    expect(await firstState(steps)).toEqual(state);
  });
});
