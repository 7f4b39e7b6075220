/** Services that states call: as the execution's role, here or where an address says. */
import { expect, it, afterEach } from '@jest/globals';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { account } from '../support.ts';
import { asl, createMachine, runMachine, startStates } from './support.ts';

let elsewhere: Server | undefined;

afterEach(() => {
  elsewhere?.close();
  elsewhere?.closeAllConnections();
  elsewhere = undefined;
});

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A server that answers everything with the same, and what it was asked. */
async function serve(status: number, answer: object): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(status, {
        'content-type': 'application/x-amz-json-1.1',
        'x-amzn-requestid': 'request-1',
      });
      response.end(JSON.stringify(answer));
    });
  });
  elsewhere = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

function task(resource: string, fields: object = {}): string {
  return asl({ Task: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, End: true, ...fields } });
}

const everything = [{ Action: '*', Resource: '*' }];

it('a service elsewhere gets a signed request in its own protocol, and its answer is the result', async () => {
  const { url, received } = await serve(200, { Name: 'db', SecretString: 's' });
  const clients = await startStates(everything, { endpoints: { SECRETS_MANAGER: url } });
  const definition = task('aws-sdk:secretsmanager:getSecretValue', { Parameters: { SecretId: 'db' } });
  const { described } = await runMachine(clients, await createMachine(clients, definition));
  expect(JSON.parse(described.output!)).toEqual({ Name: 'db', SecretString: 's' });
  const [request] = received;
  expect(request?.body).toBe('{"SecretId":"db"}');
  expect(request?.headers['x-amz-target']).toBe('secretsmanager.GetSecretValue');
  expect(request?.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=ASIA\w+\/\d{8}\/us-east-1\/secretsmanager\/aws4_request, /,
  );
  expect(request?.headers['x-amz-security-token']).toBeDefined();
});

it('members of a service that writes them small are written large in states', async () => {
  const { url, received } = await serve(200, { logGroups: [{ logGroupName: 'g' }] });
  const clients = await startStates(everything, { endpoints: { CLOUDWATCH_LOGS: url } });
  const definition = task('aws-sdk:cloudwatchlogs:describeLogGroups', {
    Parameters: { LogGroupNamePrefix: 'g' },
  });
  const { described } = await runMachine(clients, await createMachine(clients, definition));
  expect(received[0]?.body).toBe('{"logGroupNamePrefix":"g"}');
  expect(JSON.parse(described.output!)).toEqual({ LogGroups: [{ LogGroupName: 'g' }] });
});

it('what a service elsewhere refuses is an error by its name', async () => {
  const { url } = await serve(400, { __type: 'x#ResourceNotFoundException', Message: "can't find it" });
  const clients = await startStates(everything, { endpoints: { SECRETS_MANAGER: url } });
  const definition = task('aws-sdk:secretsmanager:getSecretValue', { Parameters: { SecretId: 'db' } });
  const { described } = await runMachine(clients, await createMachine(clients, definition));
  expect(described.error).toBe('SecretsManager.ResourceNotFoundException');
  expect(described.cause).toBe(
    "can't find it (Service: SecretsManager, Status Code: 400, Request ID: request-1) (SDK Attempt Count: 1)",
  );
});

it('an address where nobody listens is an error of the client', async () => {
  const clients = await startStates(everything, { endpoints: { KMS: 'http://127.0.0.1:1' } });
  const definition = task('aws-sdk:kms:listKeys');
  const { described } = await runMachine(clients, await createMachine(clients, definition));
  expect(described.error).toBe('Kms.SdkClientException');
  expect(described.cause).toContain('Unable to execute HTTP request');
});

it('a role that may not is refused before anything is sent', async () => {
  const { url, received } = await serve(200, {});
  const statements = [{ Action: 'kms:Decrypt', Resource: '*' }];
  const clients = await startStates(statements, { endpoints: { KMS: url } });
  const { described } = await runMachine(clients, await createMachine(clients, task('aws-sdk:kms:listKeys')));
  expect(described.error).toBe('Kms.KmsException');
  expect(described.cause).toContain('is not authorized to perform: kms:ListKeys');
  expect(received).toEqual([]);
});

const queueArn = `arn:aws:sqs:us-east-1:${account}:work`;
const QueueUrl = `https://sqs.us-east-1.amazonaws.com/${account}/work`;
const refusals = [
  {
    why: 'optimised SQS: the queue is another one',
    allowed: { Action: 'sqs:SendMessage', Resource: `${queueArn}-2` },
    resource: 'sqs:sendMessage',
    parameters: { QueueUrl, MessageBody: 'm' },
    error: 'SQS.AmazonSQSException',
    cause: `is not authorized to perform: sqs:SendMessage on resource: ${queueArn}`,
  },
  {
    why: 'optimised DynamoDB: the action is another one',
    allowed: { Action: 'dynamodb:GetItem', Resource: '*' },
    resource: 'dynamodb:putItem',
    parameters: { TableName: 'things', Item: { id: { S: '1' } } },
    error: 'DynamoDB.AmazonDynamoDBException',
    cause: `dynamodb:PutItem on resource: arn:aws:dynamodb:us-east-1:${account}:table/things`,
  },
  {
    why: 'SDK: an object of another bucket',
    allowed: { Action: 's3:GetObject', Resource: 'arn:aws:s3:::other/*' },
    resource: 'aws-sdk:s3:getObject',
    parameters: { Bucket: 'data', Key: 'k' },
    error: 'S3.S3Exception',
    cause: 's3:GetObject on resource: arn:aws:s3:::data/k',
  },
  {
    why: 'EventBridge: no statement for the bus',
    allowed: { Action: 'events:PutRule', Resource: '*' },
    resource: 'events:putEvents',
    parameters: { Entries: [{ Source: 's', DetailType: 't', Detail: {} }] },
    error: 'EventBridge.AmazonEventBridgeException',
    cause: `events:PutEvents on resource: arn:aws:events:us-east-1:${account}:event-bus/default`,
  },
];

it.each(refusals)('IAM refuses: $why', async ({ allowed, resource, parameters, error, cause }) => {
  const clients = await startStates([allowed]);
  const definition = task(resource, { Parameters: parameters });
  const { described } = await runMachine(clients, await createMachine(clients, definition));
  expect(described.error).toBe(error);
  expect(described.cause).toContain(cause);
});

it('writes the results of a distributed Map to S3, and reads them back as its items', async () => {
  const clients = await startStates(everything);
  const child = (name: string, state: object) => ({
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: name,
    States: { [name]: { ...state, End: true } },
  });
  const definition = asl({
    Make: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:s3:createBucket',
      Parameters: { Bucket: 'results' },
      ResultPath: null,
      Next: 'Write',
    },
    Write: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: child('Pass', { Type: 'Pass' }),
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'results', Prefix: 'run' },
        WriterConfig: { OutputType: 'JSON', Transformation: 'COMPACT' },
      },
      Next: 'List',
    },
    List: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:listObjectsV2',
        Parameters: { Bucket: 'results', Prefix: 'run' },
      },
      ItemSelector: { 'Key.$': '$$.Map.Item.Value.Key' },
      ItemProcessor: child('Read', {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:s3:getObject',
        Parameters: { Bucket: 'results', 'Key.$': '$.Key' },
        OutputPath: '$.Body',
      }),
      End: true,
    },
  });
  const machine = await createMachine(clients, definition);
  const { described } = await runMachine(clients, machine, { input: '{"items":[1,2]}' });
  expect(described.cause).toBeUndefined();
  const [results, manifest] = (JSON.parse(described.output!) as string[])
    .map((text) => JSON.parse(text) as unknown)
    .sort((a) => (Array.isArray(a) ? -1 : 1));
  expect(results).toEqual([1, 2]);
  expect(manifest).toMatchObject({ DestinationBucket: 'results', ResultFiles: { FAILED: [] } });
});
