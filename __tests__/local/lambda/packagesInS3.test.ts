/** Packages that functions and layers take from S3: from the buckets here, or from where AWS_ENDPOINT_URL_S3 says. */
import { describe, expect, it } from '@jest/globals';
import {
  CreateFunctionCommand,
  LambdaClient,
  PublishLayerVersionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { LocalOptions } from '../../../src/local/server.ts';
import { account, document, refusal, region, startAws, type Keys } from '../support.ts';
import {
  active,
  createFunction,
  invoke,
  lambdaOf,
  roleArn,
  startLambda,
  updated,
  zipOf,
  type LambdaClients,
} from './support.ts';

const Bucket = 'packages';
const root: Keys = { accessKeyId: account, secretAccessKey: 'x' };
const settings = {
  FunctionName: 'fn',
  Runtime: 'python3.12',
  Handler: 'handler.handler',
  Role: roleArn,
} as const;

function answering(text: string): Promise<Buffer> {
  return zipOf({ 'handler.py': `def handler(event, context):\n    return "${text}"\n` });
}

/** Puts a package with the key `one` into the bucket. */
async function store(endpoint: string, credentials: Keys = root): Promise<void> {
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'one', Body: await answering('from S3') }));
  s3.destroy();
}

async function start(options?: LocalOptions): Promise<LambdaClients> {
  const clients = await startLambda(options);
  if (options?.endpoints === undefined) await store(clients.endpoint);
  return clients;
}

async function keysOf(iam: IAMClient, ...statements: readonly object[]): Promise<Keys> {
  const UserName = 'deployer';
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(
    new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument: document(...statements) }),
  );
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
}

const deploys = { Effect: 'Allow', Action: ['lambda:*', 'iam:PassRole'], Resource: '*' };

describe('packages in S3', () => {
  const stored = { S3Bucket: Bucket, S3Key: 'one' };

  it('become functions', async () => {
    const { lambda } = await start();
    await lambda.send(new CreateFunctionCommand({ ...settings, Code: stored }));
    await active(lambda, 'fn');
    expect((await invoke(lambda, 'fn')).payload).toBe('from S3');
  });

  it('take the place of code that was uploaded, for who may read just them', async () => {
    const clients = await start();
    await createFunction(clients, { files: { 'handler.py': 'def handler(event, context): return 0' } });
    const reads = { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/one` };
    const deployer = lambdaOf(clients.endpoint, await keysOf(clients.iam, deploys, reads));
    await deployer.send(new UpdateFunctionCodeCommand({ FunctionName: 'fn', ...stored }));
    await updated(clients.lambda, 'fn');
    expect((await invoke(clients.lambda, 'fn')).payload).toBe('from S3');
  });

  it('become layers', async () => {
    const { lambda } = await start();
    const publish = new PublishLayerVersionCommand({ LayerName: 'layer', Content: stored });
    const { Content } = await lambda.send(publish);
    expect(Content?.CodeSize).toBe((await answering('from S3')).length);
  });

  it('come from the S3 that AWS_ENDPOINT_URL_S3 names', async () => {
    const elsewhere = await startAws();
    await store(elsewhere.endpoint);
    const { lambda } = await start({ endpoints: { S3: elsewhere.endpoint } });
    await lambda.send(new CreateFunctionCommand({ ...settings, Code: stored }));
    await active(lambda, 'fn');
    expect((await invoke(lambda, 'fn')).payload).toBe('from S3');
    const { message } = await refusal(
      lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'fn', ...stored, S3Key: 'two' })),
    );
    expect(message).toBe(
      'Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.',
    );
  });

  const failed = 'Error occurred while GetObject. S3 Error Code: ';
  const refusals: [why: string, place: object, message: string][] = [
    [
      'the bucket is not there',
      { S3Bucket: 'nowhere' },
      `${failed}NoSuchBucket. S3 Error Message: The specified bucket does not exist`,
    ],
    [
      'the key is not there',
      { S3Key: 'two' },
      `${failed}NoSuchKey. S3 Error Message: The specified key does not exist.`,
    ],
    [
      'the version is not there',
      { S3ObjectVersion: 'v1' },
      `${failed}NoSuchVersion. S3 Error Message: The specified version does not exist.`,
    ],
    ['there is no key', { S3Key: undefined }, 'Please provide a source for function code.'],
  ];

  it('are refused in the words of S3 where they cannot be had', async () => {
    const { lambda } = await start();
    for (const [why, place, told] of refusals) {
      const command = new CreateFunctionCommand({ ...settings, Code: { ...stored, ...place } });
      const { name, message } = await refusal(lambda.send(command));
      expect({ why, name, message }).toEqual({ why, name: 'InvalidParameterValueException', message: told });
    }
  });

  it('have to be in the region of the function', async () => {
    const { endpoint } = await start();
    const away = new LambdaClient({ endpoint, region: 'eu-west-1', credentials: root, maxAttempts: 1 });
    const command = new PublishLayerVersionCommand({ LayerName: 'layer', Content: stored });
    const { message } = await refusal(away.send(command));
    expect(message).toBe(
      `${failed}PermanentRedirect. S3 Error Message: The bucket is in this region: us-east-1. Please use this region to retry the request`,
    );
  });

  it('are read with the rights of the caller', async () => {
    const { endpoint, iam } = await start();
    const deployer = lambdaOf(endpoint, await keysOf(iam, deploys));
    const create = new CreateFunctionCommand({ ...settings, Code: stored });
    const { name, message, status } = await refusal(deployer.send(create));
    expect({ name, status }).toEqual({ name: 'AccessDeniedException', status: 403 });
    expect(message).toBe(
      'Your access has been denied by S3, please make sure your request credentials have permission to GetObject for ' +
        'packages/one. S3 Error Code: AccessDenied. S3 Error Message: User: arn:aws:iam::111111111111:user/deployer is not ' +
        'authorized to perform: s3:GetObject on resource: arn:aws:s3:::packages/one because no identity-based policy allows ' +
        'the s3:GetObject action',
    );
  });
});
