/** An endpoint with one of everything, so that requests get further than to what is not there. */
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateLogGroupCommand, CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  LambdaClient,
  type FunctionUrlAuthType,
} from '@aws-sdk/client-lambda';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

const account = '111111111111';
const region = 'us-east-1';
const role = `arn:aws:iam::${account}:role/role`;
const states = `arn:aws:states:${region}:${account}`;
const definition = JSON.stringify({
  StartAt: 'Wait',
  States: { Wait: { Type: 'Wait', Seconds: 9999, End: true } },
});
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: ['states.amazonaws.com', 'lambda.amazonaws.com'] },
    },
  ],
});

/** Members of inputs, by name, that name what stands there. */
export const knownValues: Readonly<Record<string, string>> = {
  RoleName: 'role',
  RoleArn: role,
  roleArn: role,
  Role: role,
  AssumeRolePolicyDocument: trust,
  PolicyDocument: trust,
  RoleSessionName: 'session',
  FunctionName: 'fn',
  Action: 'lambda:InvokeFunction',
  Principal: 'events.amazonaws.com',
  StatementId: 'statement',
  stateMachineArn: `${states}:stateMachine:machine`,
  executionArn: `${states}:execution:machine:run`,
  activityArn: `${states}:activity:activity`,
  definition,
  logGroupName: 'group',
  logGroupIdentifier: 'group',
  logStreamName: 'stream',
  TopicArn: `arn:aws:sns:${region}:${account}:topic`,
  QueueName: 'queue',
  TableName: 'table',
  resourceArn: `${states}:stateMachine:machine`,
};

/** Makes what `knownValues` names; answers the ports of two function URLs, for everybody and for who signs. */
export async function furnish(endpoint: string): Promise<readonly number[]> {
  const options = {
    endpoint,
    region,
    credentials: { accessKeyId: account, secretAccessKey: 'x' },
    maxAttempts: 1,
  };
  await new IAMClient(options).send(
    new CreateRoleCommand({ RoleName: 'role', AssumeRolePolicyDocument: trust }),
  );
  await new CloudWatchLogsClient(options).send(new CreateLogGroupCommand({ logGroupName: 'group' }));
  await new SQSClient(options).send(new CreateQueueCommand({ QueueName: 'queue' }));
  await new SNSClient(options).send(new CreateTopicCommand({ Name: 'topic' }));
  await new S3Client(options).send(new CreateBucketCommand({ Bucket: 'bucket' }));
  await furnishStates(new SFNClient(options));
  return furnishLambda(new LambdaClient(options));
}

async function furnishStates(client: SFNClient): Promise<void> {
  await client.send(new CreateActivityCommand({ name: 'activity' }));
  const machine = new CreateStateMachineCommand({ name: 'machine', definition, roleArn: role });
  const { stateMachineArn } = await client.send(machine);
  await client.send(new StartExecutionCommand({ stateMachineArn, name: 'run' }));
}

async function furnishLambda(client: LambdaClient): Promise<readonly number[]> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from('export const handler = async () => 1;'), 'index.mjs');
  zip.end();
  const Code = { ZipFile: await buffer(zip.outputStream) };
  const fn = {
    FunctionName: 'fn',
    Role: role,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Publish: true,
    Code,
  } as const;
  await client.send(new CreateFunctionCommand(fn));
  await client.send(new CreateAliasCommand({ FunctionName: 'fn', Name: 'live', FunctionVersion: '1' }));
  return [await openUrl(client, 'NONE', 'live'), await openUrl(client, 'AWS_IAM')];
}

async function openUrl(
  client: LambdaClient,
  AuthType: FunctionUrlAuthType,
  Qualifier?: string,
): Promise<number> {
  const { FunctionUrl = '' } = await client.send(
    new CreateFunctionUrlConfigCommand({ FunctionName: 'fn', AuthType, Qualifier }),
  );
  const anybody = { FunctionName: 'fn', Principal: '*', Qualifier };
  const viaUrl = { FunctionUrlAuthType: AuthType, Action: 'lambda:InvokeFunctionUrl', StatementId: 'url' };
  const directly = { InvokedViaFunctionUrl: true, Action: 'lambda:InvokeFunction', StatementId: 'invoke' };
  for (const statement of [viaUrl, directly])
    await client.send(new AddPermissionCommand({ ...anybody, ...statement }));
  return Number(new URL(FunctionUrl).port);
}
