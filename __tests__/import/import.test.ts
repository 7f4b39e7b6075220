/** Each row goes through YAML, the reader and the compiler, and must come back as the machine that it was. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/json.ts';
import { recommendedRetry } from '../../src/compile/asl/retry.ts';
import { imported, machine, stepFor } from './support.ts';

const arn = 'arn:aws:lambda:us-east-1:123456789012:function:charge';
const next = { Next: 'Other' };
const invoke = (args: JsonObject, more: JsonObject = {}): JsonObject => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: args,
  ...more,
  ...next,
});
const unwrapped = { Output: '{% $states.result.Payload %}' };
const retried = { Retry: recommendedRetry };

type Row = readonly [name: string, why: string, state: JsonObject, step: string];

const rows: readonly Row[] = [
  [
    'a function as the console writes it',
    'all that a function step adds by itself is left out',
    invoke({ FunctionName: arn, Payload: '{% $states.input %}' }, { ...unwrapped, ...retried }),
    `function: ${arn}`,
  ],
  [
    'a function that is not tried again',
    'without a list the step would have the recommended one',
    invoke({ FunctionName: arn, Payload: { id: 1 } }, unwrapped),
    `function: ${arn}\npayload:\n  id: 1\nretry: []`,
  ],
  [
    'a function whose envelope is passed on',
    'a function step takes the result out of it',
    invoke({ FunctionName: arn, Payload: '{% $states.input %}' }),
    `service: lambda:invoke\narguments:\n  FunctionName: ${arn}\n  Payload: '{% $states.input %}'`,
  ],
  [
    'a function by its name',
    'whose account it is, the name does not tell',
    invoke({ FunctionName: 'charge' }, retried),
    `service: lambda:invoke\narguments:\n  FunctionName: charge\nretry:\n  - errorEquals:\n      - Lambda.ServiceException\n      - Lambda.AWSLambdaException\n      - Lambda.SdkClientException\n      - Lambda.TooManyRequestsException\n    maxAttempts: 3\n    backoffRate: 2\n    jitterStrategy: FULL\n    interval: 1s`,
  ],
  [
    'the ARN of a function as the Resource',
    'steps call lambda:invoke, whose errors are others',
    { Type: 'Task', Resource: arn, ...next },
    `state:\n  Type: Task\n  Resource: ${arn}\n  Next: Other\n  QueryLanguage: JSONata`,
  ],
  [
    'a job',
    'sync is a key of its own',
    { Type: 'Task', Resource: 'arn:aws:states:::ecs:runTask.sync', Arguments: { Cluster: 'c' }, ...next },
    'service: ecs:runTask\narguments:\n  Cluster: c\nsync: true',
  ],
  [
    'an execution whose output stays a text',
    'sync of a step is .sync:2',
    { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync', Arguments: {}, ...next },
    'state:\n  Type: Task\n  Resource: arn:aws:states:::states:startExecution.sync\n  Arguments: {}\n  Next: Other\n  QueryLanguage: JSONata',
  ],
  [
    'another state machine',
    'a workflow step adds where it was started from',
    {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Arguments: {
        StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:m',
        Input: { AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: '{% $states.context.Execution.Id %}', id: 1 },
      },
      Output: '{% $states.result.Output %}',
      ...next,
    },
    'workflow: arn:aws:states:us-east-1:123456789012:stateMachine:m\ninput:\n  id: 1\nsync: true',
  ],
  [
    'an activity',
    'with limits in seconds',
    {
      Type: 'Task',
      Resource: 'arn:aws:states:us-east-1:123456789012:activity:a',
      TimeoutSeconds: 7200,
      HeartbeatSeconds: 90,
      ...next,
    },
    'activity: arn:aws:states:us-east-1:123456789012:activity:a\ntimeout: 2h\nheartbeat: 90s',
  ],
  [
    'an API over HTTPS',
    'the request has keys of its own',
    {
      Type: 'Task',
      Resource: 'arn:aws:states:::http:invoke',
      Arguments: {
        ApiEndpoint: 'https://api.example.com',
        Method: 'GET',
        Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/c/1' },
        QueryParameters: { q: '1' },
      },
      ...next,
    },
    "http:\n  method: GET\n  url: https://api.example.com\n  connection: arn:aws:events:us-east-1:123456789012:connection/c/1\n  query:\n    q: '1'",
  ],
  ['a wait', 'in the largest unit', { Type: 'Wait', Seconds: 86_400, ...next }, 'wait: 1d'],
  [
    'a wait of half a second',
    'durations are whole',
    { Type: 'Wait', Seconds: 0.5, ...next },
    'state:\n  Type: Wait\n  Seconds: 0.5\n  Next: Other\n  QueryLanguage: JSONata',
  ],
  [
    'a choice',
    'conditions need no {% %}',
    { Type: 'Choice', Choices: [{ Condition: '{% $states.input.x %}', Next: 'Other' }], Default: 'Other' },
    'choice:\n  - when: $states.input.x\n    next: Other\ndefault: Other',
  ],
  [
    'a text that looks like a reference',
    'it is none in ASL',
    { Type: 'Pass', Output: { home: '${HOME}' }, ...next },
    'pass:\n  home: $${HOME}',
  ],
  [
    'a comment and what catches',
    'comments are kept',
    {
      Type: 'Parallel',
      Comment: 'both at once',
      Branches: [machine({ A: { Type: 'Pass', End: true } })],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Other', Output: '{% $states.input %}' }],
      ...next,
    },
    "comment: both at once\nparallel:\n  - steps:\n      - name: A\n        pass: null\ncatch:\n  - errorEquals: [ States.ALL ]\n    next: Other\n    output: '{% $states.input %}'",
  ],
];

describe('a state', () => {
  it.each(rows)('%s: %s', async (_name, _why, state, step) => {
    expect(await stepFor(state)).toBe(step);
  });
});

const pass = (more: JsonObject): JsonObject => ({ Type: 'Pass', ...more });

describe('a machine', () => {
  it('is read from its start, and says next only where the next step is another', async () => {
    const { text } = await imported(
      machine(
        {
          Join: { Type: 'Succeed' },
          Left: pass({ Next: 'Join' }),
          Right: pass({ Next: 'Join' }),
          Which: {
            Type: 'Choice',
            Choices: [{ Variable: '$.left', BooleanEquals: true, Next: 'Left' }],
            Default: 'Right',
          },
        },
        { StartAt: 'Which', Comment: 'two ways', TimeoutSeconds: 60 },
      ),
    );
    expect(text).toBe(`name: w
description: two ways
timeout: 1m
queryLanguage: JSONPath
steps:
  - name: Which
    choice:
      - when:
          variable: $.left
          booleanEquals: true
        next: Left
    default: Right

  - name: Left
    pass: null
    next: Join

  - name: Right
    pass: null

  - name: Join
    succeed: true
`);
  });

  it('in both languages speaks that of most of its states', async () => {
    const jsonata = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% 1 %}' };
    const { text, raw } = await imported(
      machine({ A: pass({ Next: 'B' }), B: { ...jsonata, Next: 'C' }, C: { ...jsonata, End: true } }),
    );
    expect(raw).toBe(0);
    expect(text).toContain('- name: A\n    pass: null\n    queryLanguage: JSONPath\n');
    expect(text).not.toMatch(/queryLanguage: JSONata/);
  });

  it('that loops keeps its loop', async () => {
    const { text } = await imported(
      machine({ Wait: { Type: 'Wait', Seconds: 5, Next: 'Look' }, Look: pass({ Next: 'Wait' }) }),
    );
    expect(text).toMatch(/- name: Wait\n.*\n\n.*- name: Look\n.*\n {4}next: Wait\n$/);
  });

  it('with names that no step can have stays whole', async () => {
    const { text, steps } = await imported(
      machine({ 'a ${b}': pass({ End: true, Result: '${c}' }) }),
      'EXPRESS',
    );
    expect(steps).toBe(0);
    expect(text).toBe(`name: w
type: EXPRESS
definition:
  StartAt: a $\${b}
  States:
    a \${b}:
      Type: Pass
      End: true
      Result: $\${c}
`);
  });

  it('that AWS refuses is not mended: a JSONPath state in a JSONata machine', async () => {
    const { text } = await imported(
      machine({ A: pass({ QueryLanguage: 'JSONPath', End: true }) }, { QueryLanguage: 'JSONata' }),
    );
    expect(text).toMatch(/QueryLanguage: JSONPath[\s\S]*QueryLanguage: JSONata/);
  });

  it('with long expressions has them in blocks', async () => {
    const { text } = await imported(
      machine(
        { A: pass({ Output: '{% (\n  $x := 1;\n  $x\n) %}', End: true }) },
        { QueryLanguage: 'JSONata' },
      ),
    );
    expect(text).toContain('pass: |-\n      {% (\n        $x := 1;\n        $x\n      ) %}\n');
  });
});
