/** By service: what is made in it, and everything that its operations then tell. */
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as dynamoDb from '@aws-sdk/client-dynamodb';
import * as events from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as s3 from '@aws-sdk/client-s3';
import * as sfn from '@aws-sdk/client-sfn';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import { account, answer, region, type AllClients } from './clients.ts';
import { zipOf } from './zip.ts';

export interface World {
  readonly service: string;
  readonly make: (clients: AllClients) => Promise<void>;
  readonly calls: (clients: AllClients) => readonly Promise<object>[];
}

/** Everything that a service tells. */
export async function tell({ calls }: World, clients: AllClients): Promise<unknown> {
  return Promise.all(calls(clients).map(answer));
}

const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;
const policyArn = `arn:aws:iam::${account}:policy/own`;
export const roleArn = `arn:aws:iam::${account}:role/worker`;
export const machineArn = arn('states', 'stateMachine:steps');
export const queueArn = arn('sqs', 'jobs');

const patience = { maxWaitTime: 20, minDelay: 0.02, maxDelay: 0.1 };

const document = (...Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (action: string): string => document({ Effect: 'Allow', Action: action, Resource: '*' });

const iamWorld: World = {
  service: 'IAM',
  make: async ({ iam: client }) => {
    const Principal = { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'] };
    const trust = document({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal });
    const Tags = [{ Key: 'a', Value: '1' }];
    await client.send(
      new iam.CreatePolicyCommand({ PolicyName: 'own', PolicyDocument: allow('s3:*'), Tags }),
    );
    await client.send(
      new iam.CreatePolicyVersionCommand({
        PolicyArn: policyArn,
        PolicyDocument: allow('sqs:*'),
        SetAsDefault: true,
      }),
    );
    await client.send(
      new iam.CreateRoleCommand({
        RoleName: 'worker',
        AssumeRolePolicyDocument: trust,
        Description: 'works',
        MaxSessionDuration: 7200,
        Tags,
      }),
    );
    await client.send(
      new iam.PutRolePolicyCommand({
        RoleName: 'worker',
        PolicyName: 'p',
        PolicyDocument: document({
          Effect: 'Allow',
          Action: ['logs:*', 'lambda:*', 'states:*', 'sqs:*'],
          Resource: '*',
        }),
      }),
    );
    await client.send(new iam.AttachRolePolicyCommand({ RoleName: 'worker', PolicyArn: policyArn }));
    await client.send(new iam.CreateUserCommand({ UserName: 'ann', Path: '/team/', Tags }));
    await client.send(new iam.AttachUserPolicyCommand({ UserName: 'ann', PolicyArn: policyArn }));
    await client.send(
      new iam.PutUserPermissionsBoundaryCommand({ UserName: 'ann', PermissionsBoundary: policyArn }),
    );
    const { AccessKey } = await client.send(new iam.CreateAccessKeyCommand({ UserName: 'ann' }));
    await client.send(
      new iam.UpdateAccessKeyCommand({
        UserName: 'ann',
        AccessKeyId: AccessKey?.AccessKeyId,
        Status: 'Inactive',
      }),
    );
  },
  calls: ({ iam: client }) => [
    client.send(new iam.ListRolesCommand({})),
    client.send(new iam.GetRoleCommand({ RoleName: 'worker' })),
    client.send(new iam.GetRolePolicyCommand({ RoleName: 'worker', PolicyName: 'p' })),
    client.send(new iam.ListAttachedRolePoliciesCommand({ RoleName: 'worker' })),
    client.send(new iam.GetUserCommand({ UserName: 'ann' })),
    client.send(new iam.ListAttachedUserPoliciesCommand({ UserName: 'ann' })),
    client.send(new iam.ListAccessKeysCommand({ UserName: 'ann' })),
    client.send(new iam.GetPolicyCommand({ PolicyArn: policyArn })),
    client.send(new iam.ListPolicyVersionsCommand({ PolicyArn: policyArn })),
    client.send(new iam.GetPolicyVersionCommand({ PolicyArn: policyArn, VersionId: 'v1' })),
    client.send(new iam.ListEntitiesForPolicyCommand({ PolicyArn: policyArn })),
  ],
};

const FunctionName = 'fn';
const layer = arn('lambda', 'layer:shared');

const lambdaWorld: World = {
  service: 'Lambda',
  make: async ({ lambda: client }) => {
    const ZipFile = await zipOf('handler.py', 'def handler(event, context):\n    return {"got": event}\n');
    await client.send(
      new lambda.PublishLayerVersionCommand({
        LayerName: 'shared',
        Description: 'one',
        Content: { ZipFile: await zipOf('python/shared.py', 'x = 1\n') },
      }),
    );
    await client.send(
      new lambda.AddLayerVersionPermissionCommand({
        LayerName: 'shared',
        VersionNumber: 1,
        StatementId: 's',
        Action: 'lambda:GetLayerVersion',
        Principal: '*',
      }),
    );
    await client.send(
      new lambda.CreateFunctionCommand({
        FunctionName,
        Runtime: 'python3.12',
        Handler: 'handler.handler',
        Role: roleArn,
        Code: { ZipFile },
        Environment: { Variables: { GREETING: 'ä' } },
        Layers: [`${layer}:1`],
        Tags: { team: 'a' },
      }),
    );
    await lambda.waitUntilFunctionActiveV2({ client, ...patience }, { FunctionName });
    await client.send(new lambda.PublishVersionCommand({ FunctionName, Description: 'first' }));
    await client.send(new lambda.UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 9 }));
    await lambda.waitUntilFunctionUpdatedV2({ client, ...patience }, { FunctionName });
    await client.send(new lambda.PublishVersionCommand({ FunctionName }));
    await client.send(
      new lambda.CreateAliasCommand({
        FunctionName,
        Name: 'live',
        FunctionVersion: '1',
        RoutingConfig: { AdditionalVersionWeights: { '2': 0.25 } },
      }),
    );
    await client.send(
      new lambda.AddPermissionCommand({
        FunctionName,
        Qualifier: 'live',
        StatementId: 's',
        Action: 'lambda:InvokeFunction',
        Principal: 'sns.amazonaws.com',
      }),
    );
    await client.send(new lambda.CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE' }));
    await client.send(
      new lambda.PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 7 }),
    );
    await client.send(
      new lambda.PutFunctionEventInvokeConfigCommand({
        FunctionName,
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnSuccess: { Destination: queueArn } },
      }),
    );
    const { CodeSigningConfig } = await client.send(
      new lambda.CreateCodeSigningConfigCommand({
        AllowedPublishers: { SigningProfileVersionArns: [arn('signer', '/signing-profiles/p/0123456789')] },
      }),
    );
    await client.send(
      new lambda.PutFunctionCodeSigningConfigCommand({
        FunctionName,
        CodeSigningConfigArn: CodeSigningConfig?.CodeSigningConfigArn,
      }),
    );
    await client.send(new lambda.PutFunctionRecursionConfigCommand({ FunctionName, RecursiveLoop: 'Allow' }));
  },
  calls: ({ lambda: client }) => [
    client.send(new lambda.GetFunctionCommand({ FunctionName })),
    client.send(new lambda.ListVersionsByFunctionCommand({ FunctionName })),
    client.send(new lambda.ListAliasesCommand({ FunctionName })),
    client.send(new lambda.GetPolicyCommand({ FunctionName, Qualifier: 'live' })),
    client.send(new lambda.ListFunctionUrlConfigsCommand({ FunctionName })),
    client.send(new lambda.GetFunctionConcurrencyCommand({ FunctionName })),
    client.send(new lambda.GetFunctionEventInvokeConfigCommand({ FunctionName })),
    client.send(new lambda.GetFunctionCodeSigningConfigCommand({ FunctionName })),
    client.send(new lambda.ListCodeSigningConfigsCommand({})),
    client.send(new lambda.GetFunctionRecursionConfigCommand({ FunctionName })),
    client.send(new lambda.GetLayerVersionCommand({ LayerName: 'shared', VersionNumber: 1 })),
    client.send(new lambda.GetLayerVersionPolicyCommand({ LayerName: 'shared', VersionNumber: 1 })),
  ],
};

const definition = (...states: readonly (readonly [string, object])[]): string =>
  JSON.stringify({ StartAt: states[0]?.[0], States: Object.fromEntries(states) });
const mapped = definition([
  'Each',
  {
    Type: 'Map',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'One',
      States: { One: { Type: 'Pass', End: true } },
    },
    End: true,
  },
]);
const first = definition(['Only', { Type: 'Pass', End: true }]);
const failing = definition(['No', { Type: 'Fail', Error: 'E', Cause: 'c' }]);
const executionArn = (name: string, machine = 'steps'): string =>
  arn('states', `execution:${machine}:${name}`);

const statesWorld: World = {
  service: 'Step Functions',
  make: async ({ sfn: client }) => {
    const tags = [{ key: 'a', value: '1' }];
    await client.send(new sfn.CreateActivityCommand({ name: 'desk', tags }));
    await client.send(
      new sfn.CreateStateMachineCommand({
        name: 'steps',
        roleArn,
        definition: first,
        publish: true,
        versionDescription: 'v',
        tags,
      }),
    );
    await run(client, 'one');
    await client.send(
      new sfn.UpdateStateMachineCommand({ stateMachineArn: machineArn, definition: failing, publish: true }),
    );
    await run(client, 'two');
    await client.send(
      new sfn.CreateStateMachineAliasCommand({
        name: 'live',
        routingConfiguration: [
          { stateMachineVersionArn: `${machineArn}:1`, weight: 40 },
          { stateMachineVersionArn: `${machineArn}:2`, weight: 60 },
        ],
      }),
    );
    await client.send(new sfn.CreateStateMachineCommand({ name: 'fan', roleArn, definition: mapped }));
    await run(client, 'wide', 'fan', '[1,2,3]');
  },
  calls: ({ sfn: client }) => [
    client.send(new sfn.ListActivitiesCommand({})),
    client.send(new sfn.ListTagsForResourceCommand({ resourceArn: arn('states', 'activity:desk') })),
    client.send(new sfn.DescribeStateMachineCommand({ stateMachineArn: machineArn })),
    client.send(new sfn.DescribeStateMachineCommand({ stateMachineArn: `${machineArn}:1` })),
    client.send(new sfn.ListStateMachineVersionsCommand({ stateMachineArn: machineArn })),
    client.send(new sfn.DescribeStateMachineAliasCommand({ stateMachineAliasArn: `${machineArn}:live` })),
    client.send(new sfn.ListTagsForResourceCommand({ resourceArn: machineArn })),
    client.send(new sfn.ListExecutionsCommand({ stateMachineArn: machineArn })),
    client.send(new sfn.DescribeExecutionCommand({ executionArn: executionArn('one') })),
    client.send(new sfn.GetExecutionHistoryCommand({ executionArn: executionArn('two') })),
    client.send(new sfn.DescribeStateMachineForExecutionCommand({ executionArn: executionArn('one') })),
    client.send(new sfn.GetExecutionHistoryCommand({ executionArn: executionArn('wide', 'fan') })),
    client.send(new sfn.ListMapRunsCommand({ executionArn: executionArn('wide', 'fan') })),
    mapRun(client).then((mapRunArn) => client.send(new sfn.DescribeMapRunCommand({ mapRunArn }))),
    mapRun(client).then((mapRunArn) => client.send(new sfn.ListExecutionsCommand({ mapRunArn }))),
  ],
};

async function run(client: sfn.SFNClient, name: string, machine = 'steps', input = '{"n":1}'): Promise<void> {
  await client.send(
    new sfn.StartExecutionCommand({ stateMachineArn: arn('states', `stateMachine:${machine}`), name, input }),
  );
  const ended = async (): Promise<boolean> => {
    const { status } = await client.send(
      new sfn.DescribeExecutionCommand({ executionArn: executionArn(name, machine) }),
    );
    return status !== 'RUNNING';
  };
  while (!(await ended()));
}

async function mapRun(client: sfn.SFNClient): Promise<string | undefined> {
  const { mapRuns } = await client.send(
    new sfn.ListMapRunsCommand({ executionArn: executionArn('wide', 'fan') }),
  );
  return mapRuns?.[0]?.mapRunArn;
}

const group = { logGroupName: '/own/group' };
const stream = { ...group, logStreamName: 'a/[1]' };

const logsWorld: World = {
  service: 'CloudWatch Logs',
  make: async ({ logs: client }) => {
    await client.send(new logs.CreateLogGroupCommand({ ...group, tags: { a: '1' } }));
    await client.send(new logs.PutRetentionPolicyCommand({ ...group, retentionInDays: 7 }));
    await client.send(new logs.CreateLogStreamCommand(stream));
    const put = (...messages: string[]): Promise<unknown> =>
      client.send(
        new logs.PutLogEventsCommand({
          ...stream,
          logEvents: messages.map((message) => ({ message, timestamp: Date.now() })),
        }),
      );
    await put('one\nline', 'zwei ü');
    await put('three');
    await client.send(
      new logs.PutResourcePolicyCommand({ policyName: 'p', policyDocument: allow('logs:PutLogEvents') }),
    );
  },
  calls: ({ logs: client }) => [
    client.send(new logs.DescribeLogGroupsCommand({})),
    client.send(new logs.ListTagsForResourceCommand({ resourceArn: arn('logs', 'log-group:/own/group') })),
    client.send(new logs.DescribeLogStreamsCommand(group)),
    client.send(new logs.GetLogEventsCommand({ ...stream, startFromHead: true })),
    client.send(new logs.FilterLogEventsCommand(group)),
    client.send(new logs.DescribeResourcePoliciesCommand({})),
  ],
};

const QueueName = 'jobs';

const sqsWorld: World = {
  service: 'SQS',
  make: async ({ sqs: client }) => {
    const { QueueUrl } = await client.send(
      new sqs.CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout: '0' }, tags: { a: '1' } }),
    );
    const { QueueUrl: fifo } = await client.send(
      new sqs.CreateQueueCommand({ QueueName: 'jobs.fifo', Attributes: { FifoQueue: 'true' } }),
    );
    for (const MessageBody of ['one', 'two'])
      await client.send(
        new sqs.SendMessageCommand({
          QueueUrl,
          MessageBody,
          MessageAttributes: { n: { DataType: 'Number', StringValue: '1' } },
        }),
      );
    await client.send(
      new sqs.SendMessageCommand({
        QueueUrl: fifo,
        MessageBody: 'once',
        MessageGroupId: 'g',
        MessageDeduplicationId: 'd',
      }),
    );
  },
  calls: ({ sqs: client }) => [
    client.send(new sqs.ListQueuesCommand({})),
    ...[QueueName, 'jobs.fifo'].map((name) =>
      url(client, name).then((QueueUrl) =>
        client.send(new sqs.GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] })),
      ),
    ),
    url(client, QueueName).then((QueueUrl) => client.send(new sqs.ListQueueTagsCommand({ QueueUrl }))),
    url(client, QueueName).then(async (QueueUrl) => {
      const { Messages = [] } = await client.send(
        new sqs.ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
      );
      return { $metadata: {}, messages: Messages.map(({ ReceiptHandle: _, ...message }) => message) };
    }),
    // The one that was sent before, for its deduplication id.
    url(client, 'jobs.fifo').then((QueueUrl) =>
      client.send(
        new sqs.SendMessageCommand({
          QueueUrl,
          MessageBody: 'once',
          MessageGroupId: 'g',
          MessageDeduplicationId: 'd',
        }),
      ),
    ),
  ],
};

async function url(client: sqs.SQSClient, name: string): Promise<string | undefined> {
  return (await client.send(new sqs.GetQueueUrlCommand({ QueueName: name }))).QueueUrl;
}

const TopicArn = arn('sns', 'news');

const snsWorld: World = {
  service: 'SNS',
  make: async ({ sns: client }) => {
    await client.send(
      new sns.CreateTopicCommand({
        Name: 'news',
        Attributes: { DisplayName: 'News' },
        Tags: [{ Key: 'a', Value: '1' }],
      }),
    );
    await client.send(
      new sns.SubscribeCommand({
        TopicArn,
        Protocol: 'sqs',
        Endpoint: queueArn,
        Attributes: { RawMessageDelivery: 'true' },
      }),
    );
  },
  calls: ({ sns: client }) => [
    client.send(new sns.ListTopicsCommand({})),
    client.send(new sns.GetTopicAttributesCommand({ TopicArn })),
    client.send(new sns.ListSubscriptionsByTopicCommand({ TopicArn })),
    client.send(new sns.ListTagsForResourceCommand({ ResourceArn: TopicArn })),
  ],
};

const eventsWorld: World = {
  service: 'EventBridge',
  make: async ({ events: client }) => {
    const EventPattern = JSON.stringify({ source: ['shop'] });
    await client.send(new events.PutRuleCommand({ Name: 'sales', EventPattern, Description: 'd' }));
    await client.send(
      new events.PutTargetsCommand({
        Rule: 'sales',
        Targets: [{ Id: 'q', Arn: queueArn, Input: '{"x":1}' }],
      }),
    );
    await client.send(
      new events.CreateConnectionCommand({
        Name: 'api',
        AuthorizationType: 'BASIC',
        AuthParameters: { BasicAuthParameters: { Username: 'u', Password: 'secret' } },
      }),
    );
  },
  calls: ({ events: client }) => [
    client.send(new events.ListRulesCommand({})),
    client.send(new events.DescribeRuleCommand({ Name: 'sales' })),
    client.send(new events.ListTargetsByRuleCommand({ Rule: 'sales' })),
    client.send(new events.DescribeConnectionCommand({ Name: 'api' })),
  ],
};

const Bucket = 'things';
const keys = ['a/../b c', 'A', 'ä/ü', 'empty'];

const s3World: World = {
  service: 'S3',
  make: async ({ s3: client }) => {
    await client.send(new s3.CreateBucketCommand({ Bucket }));
    for (const Key of keys)
      await client.send(
        new s3.PutObjectCommand({
          Bucket,
          Key,
          Body: Buffer.from(Key === 'empty' ? '' : `of ${Key}`),
          ContentType: 'text/plain',
          Metadata: { a: '1' },
        }),
      );
  },
  calls: ({ s3: client }) => [
    client.send(new s3.ListBucketsCommand({})),
    client.send(new s3.ListObjectsV2Command({ Bucket })),
    ...keys.map((Key) => client.send(new s3.GetObjectCommand({ Bucket, Key }))),
  ],
};

const TableName = 'orders';

const dynamoDbWorld: World = {
  service: 'DynamoDB',
  make: async ({ dynamoDb: client }) => {
    await client.send(
      new dynamoDb.CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    await dynamoDb.waitUntilTableExists({ client, ...patience }, { TableName });
    for (const id of ['ä', 'b', 'gone'])
      await client.send(
        new dynamoDb.PutItemCommand({ TableName, Item: { id: { S: id }, n: { N: '1' }, l: { L: [] } } }),
      );
    await client.send(new dynamoDb.DeleteItemCommand({ TableName, Key: { id: { S: 'gone' } } }));
  },
  calls: ({ dynamoDb: client }) => [
    client.send(new dynamoDb.DescribeTableCommand({ TableName })),
    client.send(new dynamoDb.ScanCommand({ TableName })),
  ],
};

export const worlds: readonly World[] = [
  iamWorld,
  sqsWorld,
  lambdaWorld,
  statesWorld,
  logsWorld,
  snsWorld,
  eventsWorld,
  s3World,
  dynamoDbWorld,
];
