/** Steps that call something, as states. */
import { describe, expect, it } from '@jest/globals';
import { recommendedRetry } from '../../src/compile/asl/retry.ts';
import type { JsonObject } from '../../src/json.ts';
import { firstState } from './support.ts';

const states = 'arn:aws:states:eu-west-1:123456789012';
const startedBy = 'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID';
const parentId = '{% $states.context.Execution.Id %}';
const connection = 'arn:aws:events:eu-west-1:123456789012:connection/c/1';

type Row = readonly [name: string, why: string, step: string, state: JsonObject];

/** A Task that calls an integration. */
const task = (call: string, more: JsonObject = {}): JsonObject => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${call}`,
  ...more,
  End: true,
});

const startWith = (input: JsonObject | string, pattern = ''): JsonObject =>
  task(`states:startExecution${pattern}`, {
    Arguments: { StateMachineArn: `${states}:stateMachine:child`, Input: input },
  });

const ownInput = `{% $type($states.input) = "object" ? $merge([$states.input, { "${startedBy}": $states.context.Execution.Id }]) : $states.input %}`;

const jsonata: readonly Row[] = [
  [
    'service',
    'what it is called with is ASL already',
    "service: dynamodb:putItem, arguments: { TableName: t, Item: { id: { S: '{% $states.input.id %}' } } }",
    task('dynamodb:putItem', {
      Arguments: { TableName: 't', Item: { id: { S: '{% $states.input.id %}' } } },
    }),
  ],
  [
    'service without arguments',
    'the input is what it is called with then',
    'service: aws-sdk:s3:listBuckets',
    task('aws-sdk:s3:listBuckets'),
  ],
  [
    'service with a job',
    'the suffix that AWS has for it',
    'service: ecs:runTask, sync: true',
    task('ecs:runTask.sync'),
  ],
  [
    'service with an execution as its job',
    '.sync:2 gives the output as a value',
    'service: states:startExecution, sync: true',
    task('states:startExecution.sync:2'),
  ],
  [
    'service with a callback',
    'also of the SDK',
    'service: aws-sdk:sqs:sendMessage, callback: true',
    task('aws-sdk:sqs:sendMessage.waitForTaskToken'),
  ],
  [
    'service with everything that a Task has',
    'in the names of ASL',
    "service: sns:publish, comment: note, timeout: 1m, heartbeat: 5s, credentials: { roleArn: 'arn:aws:iam::${account}:role/r' }, assign: { a: 1 }, output: '{% $states.result.MessageId %}', retry: [{ errorEquals: [A], interval: 1s, maxDelay: 1m, jitterStrategy: FULL }, { errorEquals: [States.ALL] }], catch: [{ errorEquals: [B], next: End }, { errorEquals: [States.ALL], next: End, assign: { e: 1 } }]",
    {
      Type: 'Task',
      Resource: 'arn:aws:states:::sns:publish',
      Comment: 'note',
      TimeoutSeconds: 60,
      HeartbeatSeconds: 5,
      Credentials: { RoleArn: 'arn:aws:iam::123456789012:role/r' },
      Assign: { a: 1 },
      Output: '{% $states.result.MessageId %}',
      Retry: [
        { ErrorEquals: ['A'], IntervalSeconds: 1, MaxDelaySeconds: 60, JitterStrategy: 'FULL' },
        { ErrorEquals: ['States.ALL'] },
      ],
      Catch: [
        { ErrorEquals: ['B'], Next: 'End' },
        { ErrorEquals: ['States.ALL'], Assign: { e: 1 }, Next: 'End' },
      ],
      Next: 'End',
    },
  ],
  [
    'function with a callback',
    'what comes back is the result itself',
    "function: a, callback: true, payload: { t: '{% $states.context.Task.Token %}' }",
    task('lambda:invoke.waitForTaskToken', {
      Arguments: { FunctionName: '<a>', Payload: { t: '{% $states.context.Task.Token %}' } },
      Retry: recommendedRetry,
    }),
  ],
  [
    'workflow',
    "by its name in the machine's account and region, with the input and the id of this execution",
    'workflow: child',
    startWith(ownInput),
  ],
  [
    'workflow by its ARN',
    'which stays as it is',
    "workflow: 'arn:${partition}:states:${region}:210987654321:stateMachine:child:live', input: 5",
    task('states:startExecution', {
      Arguments: {
        StateMachineArn: 'arn:aws:states:eu-west-1:210987654321:stateMachine:child:live',
        Input: 5,
      },
    }),
  ],
  [
    'workflow by an expression',
    'which gives an ARN',
    "workflow: '{% $states.input.next %}', input: null",
    task('states:startExecution', {
      Arguments: { StateMachineArn: '{% $states.input.next %}', Input: null },
    }),
  ],
  [
    'workflow with an input',
    'a map gets the id of this execution too',
    'workflow: child, input: { a: 1 }',
    startWith({ [startedBy]: parentId, a: 1 }),
  ],
  [
    'workflow with that id in its input',
    'as the file says it',
    `workflow: child, input: { ${startedBy}: mine }`,
    startWith({ [startedBy]: 'mine' }),
  ],
  [
    'workflow that is waited for',
    'its own output comes out',
    "workflow: child, sync: true, input: '{% $x %}'",
    { ...startWith('{% $x %}', '.sync:2'), Output: '{% $states.result.Output %}' },
  ],
  [
    'workflow that is waited for with an output',
    'the step says what comes out',
    "workflow: child, sync: true, input: '{% $x %}', output: '{% $states.result.Status %}'",
    { ...startWith('{% $x %}', '.sync:2'), Output: '{% $states.result.Status %}' },
  ],
  [
    'workflow with a callback',
    'the token goes with the input',
    'workflow: child, callback: true, input: "{% $states.context %}"',
    startWith('{% $states.context %}', '.waitForTaskToken'),
  ],
  [
    'activity',
    'by its name',
    "activity: 'approve-${stage}', arguments: { a: 1 }",
    { Type: 'Task', Resource: `${states}:activity:approve-dev`, Arguments: { a: 1 }, End: true },
  ],
  [
    'activity by its ARN',
    'which stays as it is',
    `activity: '${states}:activity:approve'`,
    { Type: 'Task', Resource: `${states}:activity:approve`, End: true },
  ],
  [
    'http',
    'with all that a request may have',
    `http: { method: POST, url: 'https://a.b/{% %}', connection: '${connection}', headers: { H: '{% $h %}' }, query: '{% $q %}', body: [1], transform: { requestBodyEncoding: URL_ENCODED } }`,
    task('http:invoke', {
      Arguments: {
        ApiEndpoint: 'https://a.b/{% %}',
        Method: 'POST',
        Authentication: { ConnectionArn: connection },
        Headers: { H: '{% $h %}' },
        QueryParameters: '{% $q %}',
        RequestBody: [1],
        Transform: { RequestBodyEncoding: 'URL_ENCODED' },
      },
    }),
  ],
];

const jsonPath: readonly Row[] = [
  [
    'service',
    'parameters are ASL already',
    'service: dynamodb:getItem, parameters: { TableName: t, Key: { id: { S.$: $.id } } }, resultSelector: { i.$: $.Item }, resultPath: $.found',
    task('dynamodb:getItem', {
      Parameters: { TableName: 't', Key: { id: { 'S.$': '$.id' } } },
      ResultSelector: { 'i.$': '$.Item' },
      ResultPath: '$.found',
    }),
  ],
  [
    'workflow',
    'its input goes on as it is: JSONPath cannot add to what may be no map',
    'workflow: child',
    task('states:startExecution', {
      Parameters: { StateMachineArn: `${states}:stateMachine:child`, 'Input.$': '$' },
    }),
  ],
  [
    'workflow with an input',
    'a map gets the id of this execution too',
    'workflow: child, input: { a.$: $.a }',
    task('states:startExecution', {
      Parameters: {
        StateMachineArn: `${states}:stateMachine:child`,
        Input: { [`${startedBy}.$`]: '$$.Execution.Id', 'a.$': '$.a' },
      },
    }),
  ],
  [
    'workflow by a path, with an intrinsic function as its input',
    'names of what is found at run time end in .$',
    "workflow: $.child, input: 'States.JsonMerge($.a, $.b, false)', sync: true",
    task('states:startExecution.sync:2', {
      Parameters: { 'StateMachineArn.$': '$.child', 'Input.$': 'States.JsonMerge($.a, $.b, false)' },
      OutputPath: '$.Output',
    }),
  ],
  [
    'workflow whose result is shaped',
    'by the step and not by the compiler',
    'workflow: child, input: 1, sync: true, resultPath: $.child',
    task('states:startExecution.sync:2', {
      Parameters: { StateMachineArn: `${states}:stateMachine:child`, Input: 1 },
      ResultPath: '$.child',
    }),
  ],
  [
    'activity with limits from the data',
    'which have fields of their own',
    'activity: a, timeout: $.t, heartbeat: $.h, credentials: { roleArn: $.r }',
    {
      Type: 'Task',
      Resource: `${states}:activity:a`,
      TimeoutSecondsPath: '$.t',
      HeartbeatSecondsPath: '$.h',
      Credentials: { 'RoleArn.$': '$.r' },
      End: true,
    },
  ],
  [
    'http',
    'names of what is found at run time end in .$',
    'http: { method: GET, url: "States.Format(\'https://a.b/{}\', $.id)", connection: $.c, headers: { H.$: $.h }, query: $.q, body: $5 }',
    task('http:invoke', {
      Parameters: {
        'ApiEndpoint.$': "States.Format('https://a.b/{}', $.id)",
        Method: 'GET',
        Authentication: { 'ConnectionArn.$': '$.c' },
        Headers: { 'H.$': '$.h' },
        'QueryParameters.$': '$.q',
        RequestBody: '$5',
      },
    }),
  ],
];

const list = (step: string): string => `- { name: First, ${step} }\n- { name: End, succeed: true }`;

/** The step alone ends the machine, one that catches leads on to the next. */
const yamlOf = (step: string): string => (step.includes('catch') ? list(step) : `- { ${step} }`);

describe('a step that calls becomes in JSONata', () => {
  it.each(jsonata)('%s: %s', async (_, _why, step, state) => {
    expect(await firstState(yamlOf(step))).toEqual(state);
  });
});

describe('a step that calls becomes in JSONPath', () => {
  it.each(jsonPath)('%s: %s', async (_, _why, step, state) => {
    expect(await firstState(yamlOf(step), 'queryLanguage: JSONPath\n')).toEqual(state);
  });
});
