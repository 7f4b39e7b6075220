import { describe, expect, it } from '@jest/globals';
import { arn, mistakesIn, steps, type Mistake } from './support.ts';

const mistakes: readonly Mistake[] = [
  [
    'a service that is no pair',
    [
      'workflow.yaml:3:14: "service" must read SERVICE:OPERATION or aws-sdk:SERVICE:OPERATION, not "dynamodb". Write it as in dynamodb:putItem or aws-sdk:s3:getObject',
    ],
    steps('  - service: dynamodb\n'),
  ],
  [
    'a service misspelt',
    ['workflow.yaml:3:14: Step Functions has no integration with "dynamobd". Did you mean "dynamodb"?'],
    steps('  - service: dynamobd:putItem\n'),
  ],
  [
    'an operation misspelt',
    ['workflow.yaml:3:14: the integration with dynamodb has no operation "putItm". Did you mean "putItem"?'],
    steps('  - service: dynamodb:putItm\n'),
  ],
  [
    "an operation in the SDK's capitals",
    ['workflow.yaml:3:14: the integration with dynamodb has no operation "PutItem". Did you mean "putItem"?'],
    steps('  - service: dynamodb:PutItem\n'),
  ],
  [
    'a service in capitals',
    ['workflow.yaml:3:14: Step Functions has no integration with "DynamoDB". Did you mean "dynamodb"?'],
    steps('  - service: DynamoDB:putItem\n'),
  ],
  [
    'an operation that only the SDK has',
    ['workflow.yaml:3:14: Step Functions has no integration with "s3". Write "aws-sdk:s3:getObject"'],
    steps('  - service: s3:getObject\n'),
  ],
  [
    'a service of the SDK misspelt',
    ['workflow.yaml:3:14: the AWS SDK has no service "dynamodbb". Did you mean "dynamodb"?'],
    steps('  - service: aws-sdk:dynamodbb:getItem\n'),
  ],
  [
    'an operation of the SDK misspelt',
    ['workflow.yaml:3:14: aws-sdk:s3 has no operation "getObjet". Did you mean "getObject"?'],
    steps('  - service: aws-sdk:s3:getObjet\n'),
  ],
  [
    'a Resource as the console has it',
    [
      'workflow.yaml:3:14: "service" must be the service and its operation alone. Write "sqs:sendMessage" and "callback: true"',
    ],
    steps('  - service: arn:aws:states:::sqs:sendMessage.waitForTaskToken\n'),
  ],
  [
    'a pattern behind a dot',
    [
      'workflow.yaml:3:14: "service" must be the service and its operation alone. Write "ecs:runTask" and "sync: true"',
    ],
    steps('  - service: ecs:runTask.sync\n'),
  ],
  [
    'two patterns',
    ['workflow.yaml:5:5: "sync" and "callback" exclude each other. Keep one of the two'],
    steps('  - service: ecs:runTask\n    sync: true\n    callback: true\n'),
  ],
  [
    'a job where there is none',
    ['workflow.yaml:4:5: sqs:sendMessage takes no "sync". It takes "callback"'],
    steps('  - service: sqs:sendMessage\n    sync: true\n'),
  ],
  [
    'a pattern where there is none',
    ['workflow.yaml:4:5: dynamodb:getItem takes no "sync". Take it out'],
    steps('  - service: dynamodb:getItem\n    sync: true\n'),
  ],
  [
    'a callback where only the job can be waited for',
    ['workflow.yaml:4:5: glue:startJobRun takes no "callback". It takes "sync"'],
    steps('  - service: glue:startJobRun\n    callback: true\n'),
  ],
  [
    'a job of the SDK',
    ['workflow.yaml:4:5: aws-sdk:ecs:runTask takes no "sync". Write "ecs:runTask", which does'],
    steps('  - service: aws-sdk:ecs:runTask\n    sync: true\n'),
  ],
  [
    'arguments in JSONPath',
    [
      'workflow.yaml:5:5: "arguments" belongs to JSONata, and this step is in JSONPath. In JSONPath it is "parameters"',
    ],
    steps('  - service: dynamodb:getItem\n    queryLanguage: JSONPath\n    arguments: { Key: {} }\n'),
  ],
  [
    'parameters in JSONata',
    [
      'workflow.yaml:4:5: "parameters" belongs to JSONPath, and this step is in JSONata. In JSONata it is "arguments"',
    ],
    steps('  - service: dynamodb:getItem\n    parameters: { Key: {} }\n'),
  ],
  [
    'a path inside of arguments',
    ['workflow.yaml:4:31: "N.$" is JSONPath, and this step is in JSONata. Write N: \'{% … %}\''],
    steps('  - service: dynamodb:getItem\n    arguments: { Key: { id: { N.$: $.id } } }\n'),
  ],
  [
    'an expression inside of parameters',
    [
      'workflow.yaml:5:25: "{% $x %}" is JSONata, and this step is in JSONPath. Let the key end in ".$", and write a path such as $.id',
    ],
    steps(
      "  - service: dynamodb:getItem\n    queryLanguage: JSONPath\n    parameters: { Key: ['{% $x %}'] }\n",
    ),
  ],
  [
    'arguments that are a number',
    ['workflow.yaml:4:16: "arguments" must be a map, or an expression'],
    steps('  - service: dynamodb:getItem\n    arguments: 5\n'),
  ],
  [
    'a payload for a service',
    ['workflow.yaml:4:5: a service step takes no "payload". What is handed over are its "arguments"'],
    steps('  - service: sns:publish\n    payload: {}\n'),
  ],
  [
    'arguments for a workflow',
    ['workflow.yaml:4:5: a workflow step takes no "arguments". What it executes with is its "input"'],
    steps('  - workflow: child\n    arguments: {}\n'),
  ],
  [
    'the ARN of a function as a workflow',
    [
      `workflow.yaml:3:15: "workflow" must be the name or the ARN of a state machine, not "${arn}". It reads NAME, NAME:ALIAS or arn:PARTITION:states:REGION:ACCOUNT:stateMachine:NAME`,
    ],
    steps(`  - workflow: ${arn}\n`),
  ],
  [
    'a workflow by a path in JSONata',
    [`workflow.yaml:3:15: "$.child" is JSONPath, and this step is in JSONata. Write '{% … %}'`],
    steps('  - workflow: $.child\n'),
  ],
  [
    'an activity with a space',
    [
      'workflow.yaml:3:15: "activity" must be the name or the ARN of an activity, not "my task". It reads NAME or arn:PARTITION:states:REGION:ACCOUNT:activity:NAME',
    ],
    steps('  - activity: my task\n'),
  ],
  [
    'a callback of an activity',
    ['workflow.yaml:4:5: an activity step takes no "callback". It waits for the worker anyway'],
    steps('  - activity: a\n    callback: true\n'),
  ],
  [
    'http as a text',
    [
      'workflow.yaml:3:11: "http" must be a map, not text. Write { method: GET, url: ADDRESS, connection: ARN }',
    ],
    steps('  - http: https://example.com\n'),
  ],
  [
    'http without a connection, to a plain address, by an unknown method',
    [
      'workflow.yaml:3:11: the key "connection" is missing here',
      'workflow.yaml:3:21: "method" must be GET, POST, PUT, DELETE, PATCH, OPTIONS, HEAD or an expression, not "get"',
      'workflow.yaml:3:31: "url" must be an address that begins with https://, or an expression, not "http://example.com"',
    ],
    steps('  - http: { method: get, url: http://example.com }\n'),
  ],
  [
    'arguments of an HTTPS call',
    [
      'workflow.yaml:4:5: an http step takes no "arguments". Write "body", "query" or "headers" inside of "http"',
    ],
    steps("  - http: { method: GET, url: https://a.b, connection: '{% $c %}' }\n    arguments: {}\n"),
  ],
  [
    'headers as a list',
    ['workflow.yaml:7:16: "headers" must be a map of headers, or an expression'],
    steps(
      "  - http:\n      method: GET\n      url: https://a.b\n      connection: '{% $c %}'\n      headers: [A]\n",
    ),
  ],
  [
    'credentials without a role',
    ['workflow.yaml:4:18: the key "roleArn" is missing here'],
    steps('  - activity: a\n    credentials: {}\n'),
  ],
  [
    'credentials as a text',
    ['workflow.yaml:4:18: "credentials" must be a map, not text. Write { roleArn: ARN }'],
    steps('  - activity: a\n    credentials: arn:aws:iam::123456789012:role/r\n'),
  ],
  [
    'the role as a path in JSONata',
    [`workflow.yaml:4:29: "$.role" is JSONPath, and this step is in JSONata. Write '{% … %}'`],
    steps('  - activity: a\n    credentials: { roleArn: $.role }\n'),
  ],
  [
    'a number of seconds',
    [
      'workflow.yaml:4:14: "timeout" must be a duration such as 30s, 5m or 1h, or an expression, not the bare number 5. Write 5s',
    ],
    steps('  - activity: a\n    timeout: 5\n'),
  ],
];

describe('mistakes in steps that call', () => {
  it.each(mistakes)('%s', async (_, says, ...workflow) => {
    expect(await mistakesIn(...workflow)).toEqual(says);
  });
});
