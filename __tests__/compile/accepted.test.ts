/** What compiles is taken by Step Functions, and does there what its steps say. */
import {
  CreateActivityCommand,
  GetActivityTaskCommand,
  SendTaskSuccessCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../src/json.ts';
import { createMachine, runMachine, startStates, type StatesClients } from '../local/states/support.ts';
import { account, region } from '../local/support.ts';
import { blueprintOf, definitionOf, withSteps } from './support.ts';

const target = { account, region, partition: 'aws' };

async function compiled(steps: string, top = ''): Promise<string> {
  return JSON.stringify(definitionOf(await blueprintOf(withSteps(steps, top), {}, { target })));
}

const jsonPath = 'queryLanguage: JSONPath\n';
const connection = 'arn:aws:events:us-east-1:111111111111:connection/c/1';

describe('a definition with', () => {
  const rows: readonly (readonly [string, string, string?])[] = [
    ['a function', '- function: a'],
    ['a function in JSONPath', '- { function: a, timeout: $.t, resultPath: $.r }', jsonPath],
    ['a service', '- { service: sns:publish, arguments: { Message: m }, timeout: 5s, heartbeat: 1s }'],
    ['a job', '- { service: ecs:runTask, sync: true }'],
    ['a callback', '- { service: sqs:sendMessage, callback: true }'],
    ['a service in JSONPath', '- { service: dynamodb:getItem, parameters: { Key.$: $.k } }', jsonPath],
    ['a workflow', '- { workflow: child, sync: true }'],
    ['a workflow in JSONPath', '- { workflow: child, input: { a.$: $.a } }', jsonPath],
    ['an activity', "- { activity: a, credentials: { roleArn: '{% $states.input.r %}' } }"],
    ['an activity in JSONPath', '- { activity: a, credentials: { roleArn: $.r }, heartbeat: $.h }', jsonPath],
    ['an HTTPS call', `- http: { method: GET, url: https://a.b, connection: '${connection}' }`],
    ['an HTTPS call in JSONPath', '- http: { method: GET, url: $.u, connection: $.c, query: $.q }', jsonPath],
    ['branches', '- { parallel: [{ steps: [{ pass: }] }], retry: [{ errorEquals: [E] }], arguments: 1 }'],
    [
      'branches in JSONPath',
      '- { parallel: [{ steps: [{ pass: }] }], parameters: { a.$: $.a }, resultSelector: { b.$: "$[0]" } }',
      jsonPath,
    ],
    ['a map', '- map: { items: [1], maxConcurrency: 2, itemSelector: { a: 1 }, steps: [{ pass: }] }'],
    ['a map in JSONPath', '- map: { items: $.i, maxConcurrency: $.n, steps: [{ pass: }] }', jsonPath],
    [
      'a distributed map',
      "- map: { mode: DISTRIBUTED, label: l, toleratedFailurePercentage: '{% 5 %}', itemReader: { resource: s3:getObject, arguments: { Bucket: b, Key: k } }, itemBatcher: { maxItemsPerBatch: 2 }, resultWriter: { arguments: { Bucket: b } }, steps: [{ pass: }] }",
    ],
    [
      'a distributed map in JSONPath',
      '- map: { mode: DISTRIBUTED, toleratedFailureCount: $.c, itemReader: { resource: s3:listObjectsV2, parameters: { Bucket: b }, readerConfig: { maxItems: $.m } }, steps: [{ pass: }] }',
      jsonPath,
    ],
    [
      'both languages at several depths',
      '- map: { steps: [{ pass: , queryLanguage: JSONPath }, { parallel: [{ steps: [{ state: { Type: Pass } }] }] }] }\n- pass:',
    ],
  ];
  // A named parameter that a row leaves out would be Jest's `done`.
  it.each(rows)('%s is taken', async (...[, steps, top]) => {
    const { sfn } = await startStates();
    const definition = await compiled(steps, top);
    const answer = await sfn.send(new ValidateStateMachineDefinitionCommand({ definition }));
    expect(answer).toMatchObject({ result: 'OK', diagnostics: [] });
  });
});

/** The output of an execution; a failure is an error. */
async function outputOf(
  clients: StatesClients,
  name: string,
  definition: string,
  input: Json,
): Promise<unknown> {
  const machine = await createMachine(clients, definition, { name });
  const { described } = await runMachine(clients, machine, { input: JSON.stringify(input) });
  if (described.output === undefined) throw new Error(`${described.error ?? ''}: ${described.cause ?? ''}`);
  return JSON.parse(described.output);
}

interface Execution {
  readonly name: string;
  readonly steps: string;
  readonly top?: string;
  readonly input: Json;
  readonly output: Json;
}

const executions: readonly Execution[] = [
  {
    name: 'branches get the same input, and their outputs are a list',
    steps:
      "- parallel:\n  - steps: [{ pass: '{% $states.input.n + 1 %}' }]\n  - steps: [{ pass: 5 }, { pass: '{% $states.input * 2 %}' }]",
    input: { n: 1 },
    output: [2, 10],
  },
  {
    name: 'branches get their arguments in JSONPath, and their outputs are shaped',
    steps:
      '- { parallel: [{ steps: [{ pass: }] }, { steps: [{ pass: 1 }] }], parameters: { m.$: $.n }, resultSelector: { a.$: "$[0].m" }, resultPath: $.r }',
    top: jsonPath,
    input: { n: 1 },
    output: { n: 1, r: { a: 1 } },
  },
  {
    name: 'maps inside of maps',
    steps:
      "- map:\n    items: '{% $states.input.rows %}'\n    steps:\n      - map:\n          maxConcurrency: 1\n          itemSelector: '{% $states.context.Map.Item.Value * 10 %}'\n          steps: [{ pass: '{% $states.input + 1 %}' }]\n  output: '{% $sum($states.result.*) %}'",
    input: { rows: [[1, 2], [3]] },
    output: 63,
  },
  {
    name: 'a map over what a path finds',
    steps: '- map: { items: $.rows, itemSelector: { i.$: $$.Map.Item.Index }, steps: [{ pass: }] }',
    top: jsonPath,
    input: { rows: ['a', 'b'] },
    output: [{ i: 0 }, { i: 1 }],
  },
  {
    name: 'a failure inside of a branch is caught outside of it',
    steps:
      "- name: Try\n  parallel: [{ steps: [{ fail: { error: E, cause: c } }] }, { steps: [{ wait: 1h }] }]\n  catch: [{ errorEquals: [F], next: Never }, { errorEquals: [E], next: Caught, output: '{% $states.errorOutput.Error %}' }]\n- name: Never\n  fail: {}\n- name: Caught\n  pass:",
    input: {},
    output: 'E',
  },
  {
    name: 'both languages at several depths',
    steps:
      "- map:\n    items: [1, 2]\n    steps:\n      - { pass: , queryLanguage: JSONPath, parameters: { n.$: $ } }\n      - parallel: [{ steps: [{ pass: '{% $states.input.n %}' }] }, { steps: [{ state: { Type: Pass, OutputPath: $.n } }] }]",
    input: {},
    output: [
      [1, 1],
      [2, 2],
    ],
  },
];

describe('an execution', () => {
  it.each(executions)('$name', async ({ name, steps, top, input, output }) => {
    const clients = await startStates();
    expect(await outputOf(clients, name.replace(/\W+/g, '-'), await compiled(steps, top), input)).toEqual(
      output,
    );
  });

  const everything = [{ Action: '*', Resource: '*' }];

  const startedBy = {
    AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: expect.stringMatching(/:execution:parent:/) as unknown,
  };
  it.each([
    ['a map, with the id of the one that started it', { a: 1 }, '', { a: 1, ...startedBy }],
    ['a list as it is', [1], '', [1]],
    ['a map as it is in JSONPath', { a: 1 }, jsonPath, { a: 1 }],
  ])('of another workflow gets %s, and gives its own output', async (_, input, top, output) => {
    const clients = await startStates(everything);
    await createMachine(clients, await compiled('- pass:'), { name: 'child' });
    const parent = await compiled('- { workflow: child, sync: true }', top);
    expect(await outputOf(clients, 'parent', parent, input)).toEqual(output);
  });

  it('of an activity waits for its worker', async () => {
    const clients = await startStates(everything);
    const { activityArn } = await clients.sfn.send(new CreateActivityCommand({ name: 'approve' }));
    const definition = await compiled("- { activity: approve, arguments: '{% $states.input.n %}' }");
    const output = outputOf(clients, 'asks', definition, { n: 7 });
    const { taskToken, input } = await clients.sfn.send(new GetActivityTaskCommand({ activityArn }));
    await clients.sfn.send(new SendTaskSuccessCommand({ taskToken, output: `[${input ?? ''}]` }));
    expect(await output).toEqual([7]);
  });
});
