/** Things that hold one text each, in every service: what was written last must be there after a crash. */
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as dynamoDb from '@aws-sdk/client-dynamodb';
import * as events from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as s3 from '@aws-sdk/client-s3';
import * as sfn from '@aws-sdk/client-sfn';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import { setTimeout as sleep } from 'node:timers/promises';
import { account, region, type AllClients } from './clients.ts';
import { zipOf } from './zip.ts';

export interface Register {
  readonly service: string;
  /** `before` is what it holds; undefined where it is not there yet. */
  readonly write: (
    clients: AllClients,
    name: string,
    text: string,
    before: string | undefined,
  ) => Promise<unknown>;
  readonly read: (clients: AllClients, name: string) => Promise<string | undefined>;
  readonly remove?: (clients: AllClients, name: string) => Promise<unknown>;
}

export const roleArn = `arn:aws:iam::${account}:role/all`;
const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

const Bucket = 'registers';
const TableName = 'registers';

/** What registers need around them. */
export async function prepare({ iam: roles, s3: objects, dynamoDb: tables }: AllClients): Promise<void> {
  await roles.send(new iam.CreateRoleCommand({ RoleName: 'all', AssumeRolePolicyDocument: trust }));
  await roles.send(
    new iam.PutRolePolicyCommand({ RoleName: 'all', PolicyName: 'all', PolicyDocument: everything }),
  );
  await objects.send(new s3.CreateBucketCommand({ Bucket }));
  await tables.send(
    new dynamoDb.CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
}

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'] },
  },
});

const everything = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
});

const role: Register = {
  service: 'IAM',
  write: ({ iam: client }, RoleName, Description, before) =>
    before === undefined
      ? client.send(new iam.CreateRoleCommand({ RoleName, Description, AssumeRolePolicyDocument: trust }))
      : client.send(new iam.UpdateRoleCommand({ RoleName, Description })),
  read: async ({ iam: client }, RoleName) =>
    (await client.send(new iam.GetRoleCommand({ RoleName }))).Role?.Description,
  remove: ({ iam: client }, RoleName) => client.send(new iam.DeleteRoleCommand({ RoleName })),
};

const fn: Register = {
  service: 'Lambda',
  write: async ({ lambda: client }, FunctionName, Description, before) => {
    if (before === undefined) {
      const ZipFile = await zipOf(
        'index.js',
        `exports.handler = async () => ${JSON.stringify(Description)};`,
      );
      const settings = { Runtime: 'nodejs22.x', Handler: 'index.handler', Role: roleArn } as const;
      return client.send(
        new lambda.CreateFunctionCommand({ FunctionName, Description, Code: { ZipFile }, ...settings }),
      );
    }
    return unlessUnsettled(() =>
      client.send(new lambda.UpdateFunctionConfigurationCommand({ FunctionName, Description })),
    );
  },
  read: async ({ lambda: client }, FunctionName) =>
    (await client.send(new lambda.GetFunctionConfigurationCommand({ FunctionName }))).Description,
};

/** A change of what has not settled is refused. */
async function unlessUnsettled(change: () => Promise<unknown>): Promise<unknown> {
  for (;;) {
    try {
      return await change();
    } catch (thrown) {
      if ((thrown as Error).name !== 'ResourceConflictException') throw thrown;
      await sleep(20);
    }
  }
}

const definitionOf = (Comment: string): string =>
  JSON.stringify({ Comment, StartAt: 'Only', States: { Only: { Type: 'Pass', End: true } } });

const machine: Register = {
  service: 'Step Functions',
  write: ({ sfn: client }, name, text, before) =>
    before === undefined
      ? client.send(new sfn.CreateStateMachineCommand({ name, roleArn, definition: definitionOf(text) }))
      : client.send(
          new sfn.UpdateStateMachineCommand({
            stateMachineArn: machineArn(name),
            definition: definitionOf(text),
          }),
        ),
  read: async ({ sfn: client }, name) => {
    const { definition = '{}' } = await client.send(
      new sfn.DescribeStateMachineCommand({ stateMachineArn: machineArn(name) }),
    );
    return (JSON.parse(definition) as { Comment?: string }).Comment;
  },
};

export function machineArn(name: string): string {
  return arn('states', `stateMachine:${name}`);
}

/** Of a machine of its own: the newest execution, which has to have ended if it was seen so. */
const execution: Register = {
  service: 'executions',
  write: async ({ sfn: client }, name, text, before) => {
    if (before === undefined)
      await client.send(new sfn.CreateStateMachineCommand({ name, roleArn, definition: definitionOf('') }));
    const { executionArn } = await client.send(
      new sfn.StartExecutionCommand({ stateMachineArn: machineArn(name), name: text }),
    );
    const ended = async (): Promise<boolean> =>
      (await client.send(new sfn.DescribeExecutionCommand({ executionArn }))).status === 'SUCCEEDED';
    while (!(await ended()));
  },
  read: async ({ sfn: client }, name) => {
    const { executions = [] } = await client.send(
      new sfn.ListExecutionsCommand({ stateMachineArn: machineArn(name), statusFilter: 'SUCCEEDED' }),
    );
    return executions[0]?.name;
  },
};

const stream: Register = {
  service: 'CloudWatch Logs',
  write: async ({ logs: client }, logGroupName, message, before) => {
    const place = { logGroupName, logStreamName: 's' };
    if (before === undefined) {
      await client.send(new logs.CreateLogGroupCommand({ logGroupName })).catch(unlessThere);
      await client.send(new logs.CreateLogStreamCommand(place)).catch(unlessThere);
    }
    const logEvents = [{ message, timestamp: Date.now() }];
    return client.send(new logs.PutLogEventsCommand({ ...place, logEvents }));
  },
  read: async ({ logs: client }, logGroupName) => {
    const { events: found = [] } = await client.send(
      new logs.GetLogEventsCommand({ logGroupName, logStreamName: 's' }),
    );
    return found.at(-1)?.message;
  },
};

/** A write before may have come half-way. */
function unlessThere(thrown: unknown): void {
  if ((thrown as Error).name !== 'ResourceAlreadyExistsException') throw thrown;
}

/** Holds its newest message; older ones are deleted. */
const queue: Register = {
  service: 'SQS',
  write: async ({ sqs: client }, QueueName, MessageBody) => {
    const { QueueUrl } = await client.send(
      new sqs.CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout: '0' } }),
    );
    await client.send(new sqs.SendMessageCommand({ QueueUrl, MessageBody }));
    for (const { Body, ReceiptHandle } of await messages(client, QueueUrl))
      if (Body !== MessageBody) await client.send(new sqs.DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  },
  read: async ({ sqs: client }, QueueName) => {
    const { QueueUrl } = await client.send(new sqs.GetQueueUrlCommand({ QueueName }));
    return (await messages(client, QueueUrl)).at(-1)?.Body;
  },
};

async function messages(
  client: sqs.SQSClient,
  QueueUrl: string | undefined,
): Promise<readonly sqs.Message[]> {
  const receive = new sqs.ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
  return (await client.send(receive)).Messages ?? [];
}

const topic: Register = {
  service: 'SNS',
  write: async ({ sns: client }, Name, AttributeValue) => {
    const { TopicArn } = await client.send(new sns.CreateTopicCommand({ Name }));
    const attribute = { TopicArn, AttributeName: 'DisplayName', AttributeValue };
    return client.send(new sns.SetTopicAttributesCommand(attribute));
  },
  read: async ({ sns: client }, name) => {
    const TopicArn = arn('sns', name);
    const { Attributes } = await client.send(new sns.GetTopicAttributesCommand({ TopicArn }));
    // A topic that was made, and not yet written to.
    return Attributes?.DisplayName === '' ? undefined : Attributes?.DisplayName;
  },
  remove: ({ sns: client }, name) => client.send(new sns.DeleteTopicCommand({ TopicArn: arn('sns', name) })),
};

const rule: Register = {
  service: 'EventBridge',
  write: ({ events: client }, Name, Description) =>
    client.send(new events.PutRuleCommand({ Name, Description, EventPattern: '{"source":["a"]}' })),
  read: async ({ events: client }, Name) =>
    (await client.send(new events.DescribeRuleCommand({ Name }))).Description,
  remove: ({ events: client }, Name) => client.send(new events.DeleteRuleCommand({ Name })),
};

const object: Register = {
  service: 'S3',
  write: ({ s3: client }, Key, Body) => client.send(new s3.PutObjectCommand({ Bucket, Key, Body })),
  read: async ({ s3: client }, Key) =>
    (await client.send(new s3.GetObjectCommand({ Bucket, Key }))).Body?.transformToString(),
  remove: ({ s3: client }, Key) => client.send(new s3.DeleteObjectCommand({ Bucket, Key })),
};

const item: Register = {
  service: 'DynamoDB',
  write: ({ dynamoDb: client }, id, text) =>
    client.send(new dynamoDb.PutItemCommand({ TableName, Item: { id: { S: id }, text: { S: text } } })),
  read: async ({ dynamoDb: client }, id) =>
    (await client.send(new dynamoDb.GetItemCommand({ TableName, Key: { id: { S: id } } }))).Item?.text?.S,
  remove: ({ dynamoDb: client }, id) =>
    client.send(new dynamoDb.DeleteItemCommand({ TableName, Key: { id: { S: id } } })),
};

export const registers: readonly Register[] = [
  role,
  fn,
  machine,
  execution,
  stream,
  queue,
  topic,
  rule,
  object,
  item,
];
