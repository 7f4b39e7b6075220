/** What a file says about steps that call something, as the model has it. */
import { describe, expect, it } from '@jest/globals';
import { arn, load, steps, stepsOf } from './support.ts';

const jsonPath = 'queryLanguage: JSONPath';
const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:child';
const connection = 'arn:aws:events:us-east-1:123456789012:connection/stripe/1';

type Row = readonly [why: string, step: string, expected: object];

const rows: readonly Row[] = [
  [
    'a service with its arguments',
    'service: dynamodb:putItem\n    arguments: { TableName: t }',
    {
      kind: 'service',
      name: 'PutItem',
      service: 'dynamodb',
      operation: 'putItem',
      fields: { Arguments: { TableName: 't' } },
    },
  ],
  [
    'its arguments as an expression',
    "service: dynamodb:putItem\n    arguments: '{% $states.input %}'",
    { fields: { Arguments: '{% $states.input %}' } },
  ],
  [
    'its parameters in JSONPath',
    `service: dynamodb:putItem\n    ${jsonPath}\n    parameters: { TableName.$: $.t }`,
    { fields: { Parameters: { 'TableName.$': '$.t' } } },
  ],
  [
    'an operation of the SDK',
    'service: aws-sdk:s3:listBuckets',
    { service: 'aws-sdk:s3', operation: 'listBuckets', name: 'ListBuckets', fields: {} },
  ],
  ['a job that is waited for', 'service: ecs:runTask\n    sync: true', { pattern: 'sync' }],
  [
    'a callback that is waited for',
    "service: sqs:sendMessage\n    callback: true\n    arguments: { MessageBody: '{% $states.context.Task.Token %}' }",
    { pattern: 'waitForTaskToken' },
  ],
  [
    'a callback of a function',
    `function: ${arn}\n    callback: true\n    payload: { token: '{% $states.context.Task.Token %}' }`,
    { kind: 'function', pattern: 'waitForTaskToken' },
  ],
  ['a workflow by name', 'workflow: child', { kind: 'workflow', name: 'Workflow', stateMachine: 'child' }],
  ['a workflow by its alias', `workflow: ${machine}:live`, { stateMachine: `${machine}:live` }],
  ['a workflow of this stage', "workflow: 'child-${stage}:live'", { stateMachine: 'child-dev:live' }],
  [
    'a workflow that the input names',
    "workflow: '{% $states.input.next %}'\n    input: null\n    sync: true",
    { stateMachine: '{% $states.input.next %}', input: null, pattern: 'sync' },
  ],
  [
    'an activity',
    'activity: approve',
    { kind: 'activity', name: 'Activity', activity: 'approve', fields: {} },
  ],
  [
    'an HTTPS call',
    `http: { method: POST, url: https://example.com/a, connection: '${connection}', headers: { A: b }, query: { q: 1 }, body: { c: 1 }, transform: { requestBodyEncoding: URL_ENCODED, requestEncodingOptions: { arrayFormat: COMMAS } } }`,
    {
      kind: 'http',
      name: 'Http',
      method: 'POST',
      url: 'https://example.com/a',
      connection,
      request: {
        Headers: { A: 'b' },
        QueryParameters: { q: 1 },
        RequestBody: { c: 1 },
        Transform: {
          RequestBodyEncoding: 'URL_ENCODED',
          RequestEncodingOptions: { ArrayFormat: 'COMMAS' },
        },
      },
    },
  ],
  [
    'limits and a role of its own',
    'activity: a\n    timeout: 1h\n    heartbeat: 1m\n    credentials: { roleArn: arn:aws:iam::123456789012:role/r }',
    {
      fields: {
        TimeoutSeconds: 3600,
        HeartbeatSeconds: 60,
        Credentials: { RoleArn: 'arn:aws:iam::123456789012:role/r' },
      },
    },
  ],
  [
    'limits and a role from the data',
    "activity: a\n    timeout: '{% $t %}'\n    heartbeat: '{% $h %}'\n    credentials: { roleArn: '{% $r %}' }",
    {
      fields: {
        TimeoutSeconds: '{% $t %}',
        HeartbeatSeconds: '{% $h %}',
        Credentials: { RoleArn: '{% $r %}' },
      },
    },
  ],
  [
    'limits and a role from the data in JSONPath',
    `activity: a\n    ${jsonPath}\n    timeout: $.t\n    heartbeat: $.h\n    credentials: { roleArn: $.r }`,
    {
      fields: {
        TimeoutSecondsPath: '$.t',
        HeartbeatSecondsPath: '$.h',
        Credentials: { 'RoleArn.$': '$.r' },
      },
    },
  ],
];

describe('a step that calls', () => {
  it.each(rows)('%s', async (_, yaml, expected) => {
    const [step] = await stepsOf(steps(`  - ${yaml}\n`));
    expect(step).toMatchObject(expected);
    if ('fields' in expected) expect(step?.fields).toEqual(expected.fields);
  });
});

describe('a callback', () => {
  const tokens: readonly (readonly [string, string, number])[] = [
    ['without anything handed over', '', 1],
    ['that hands over something else', "arguments: { a: '{% $states.input.a %}' }", 1],
    ['that hands over the token', "arguments: { a: '{% $states.context.Task.Token %}' }", 0],
    ['that hands over the whole context', "arguments: '{% $states %}'", 0],
    ['that hands over the token in JSONPath', `${jsonPath}\n    parameters: { a.$: $$.Task.Token }`, 0],
  ];
  it.each(tokens)('%s', async (_, more, count) => {
    const { warnings } = await load(steps(`  - service: sns:publish\n    callback: true\n    ${more}\n`));
    expect(warnings).toHaveLength(count);
  });

  it('without its token is warned of at its place, with what to do', async () => {
    const { warnings } = await load(steps('  - service: sns:publish\n    callback: true\n'));
    expect(warnings).toEqual([
      {
        severity: 'warning',
        at: { file: 'workflow.yaml', line: 4, column: 15 },
        end: { line: 4, column: 19 },
        what: 'this step waits for its task token to come back, and hands it to nobody',
        hint: "Hand over '{% $states.context.Task.Token %}'",
      },
    ]);
  });
});
