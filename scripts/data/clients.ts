/** Clients of every service of an endpoint, and what an answer says. */
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';

export const account = '111111111111';
export const region = 'us-east-1';

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export type AllClients = ReturnType<typeof allClients>;

export function allClients(
  endpoint: string,
  credentials: Keys = { accessKeyId: account, secretAccessKey: 'x' },
) {
  const options = { endpoint, region, credentials, maxAttempts: 1 };
  return {
    dynamoDb: new DynamoDBClient(options),
    events: new EventBridgeClient(options),
    iam: new IAMClient(options),
    lambda: new LambdaClient(options),
    logs: new CloudWatchLogsClient(options),
    s3: new S3Client({ ...options, forcePathStyle: true }),
    sfn: new SFNClient(options),
    sns: new SNSClient(options),
    sqs: new SQSClient(options),
  };
}

/** What a call answers, or the name of the error, without what differs each time. */
export async function answer(call: Promise<object>): Promise<unknown> {
  try {
    const { $metadata: _, ...output } = (await call) as { readonly $metadata: unknown };
    const body = 'Body' in output ? (output.Body as { transformToString(): Promise<string> }) : undefined;
    return body ? { ...output, Body: await body.transformToString() } : output;
  } catch (thrown) {
    return (thrown as Error).name;
  }
}
