/** Callers that have to prove who they are, over the wire: `stepline local --enforce`. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetRoleCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListRolesCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetFunctionCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateStateMachineCommand, ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { systemClock, type Clock } from '../../../src/clock.ts';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { account, clientsOf, document, refusal, region, trustOf, type Keys } from '../support.ts';

/** The real time, and some: the SDK signs with its own. */
class ShiftedClock implements Clock {
  ahead = 0;
  now = (): number => systemClock.now() + this.ahead;
  sleep: Clock['sleep'] = (ms, signal) => systemClock.sleep(ms, signal);
}

const clock = new ShiftedClock();
let aws: LocalAws;

/** Clients of every protocol. */
function clients(keys: Keys) {
  const options = { endpoint: aws.endpoint, region, credentials: keys, maxAttempts: 1 };
  return {
    ...clientsOf(aws.endpoint, keys),
    lambda: new LambdaClient(options),
    sfn: new SFNClient(options),
    s3: new S3Client({ ...options, forcePathStyle: true }),
  };
}

const root = () => clients(aws.root);

/** A new user's keys. */
async function userWith(UserName: string, ...statements: readonly object[]): Promise<Keys> {
  const { iam } = root();
  await iam.send(new CreateUserCommand({ UserName }));
  const policy = { UserName, PolicyName: 'own', PolicyDocument: document(...statements) };
  if (statements.length > 0) await iam.send(new PutUserPolicyCommand(policy));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
}

beforeAll(async () => {
  aws = await startLocalAws({ account, enforce: true, clock });
});
afterAll(() => aws.close());

/** One call of each protocol. */
const calls = {
  query: (keys: Keys) => clients(keys).sts.send(new GetCallerIdentityCommand({})),
  json: (keys: Keys) => clients(keys).sfn.send(new ListStateMachinesCommand({})),
  rest: (keys: Keys) => clients(keys).lambda.send(new ListFunctionsCommand({})),
  s3: (keys: Keys) => clients(keys).s3.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'a b/ü*' })),
};

const invalid = 'The security token included in the request is invalid.';
const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

describe('a signature', () => {
  it.each<[protocol: keyof typeof calls, name: string, status: number, message: string]>([
    ['query', 'InvalidClientTokenId', 403, invalid],
    ['json', 'UnrecognizedClientException', 400, invalid],
    ['rest', 'UnrecognizedClientException', 403, invalid],
    ['s3', 'InvalidAccessKeyId', 403, 'The AWS Access Key Id you provided does not exist in our records.'],
  ])('by a key that nobody has issued is refused by %s as %s', async (protocol, name, status, message) => {
    const keys = { accessKeyId: account, secretAccessKey: 'x' };
    expect(await refusal(calls[protocol](keys))).toEqual({ name, status, message });
  });

  it.each<[protocol: keyof typeof calls, name: string, status: number, message: string]>([
    ['query', 'SignatureDoesNotMatch', 403, mismatch],
    ['json', 'InvalidSignatureException', 400, mismatch],
    ['rest', 'InvalidSignatureException', 403, mismatch],
    ['s3', 'SignatureDoesNotMatch', 403, mismatch.replace(/Check.*/, 'Check your key and signing method.')],
  ])('with another secret is refused by %s as %s', async (protocol, name, status, message) => {
    const keys = { ...aws.root, secretAccessKey: 'guessed' };
    expect(await refusal(calls[protocol](keys))).toEqual({ name, status, message });
  });

  it('is good whatever path, query, headers and body hold', async () => {
    const { s3, lambda, iam, logs } = root();
    await s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    await s3.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'a b/ü*', Body: 'ü' }));
    const object = await calls.s3(aws.root);
    expect(await object.Body?.transformToString()).toBe('ü');
    const missing = new GetFunctionCommand({ FunctionName: 'fn', Qualifier: '$LATEST' });
    expect((await refusal(lambda.send(missing))).name).toBe('ResourceNotFoundException');
    await iam.send(new ListRolesCommand({ PathPrefix: '/a b+c/' }));
    await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'ü' }));
  });

  it('is good for five minutes, before and after', async () => {
    const minutes = 60_000;
    try {
      clock.ahead = 6 * minutes;
      expect((await refusal(calls.query(aws.root))).message).toMatch(
        /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
      );
      clock.ahead = -6 * minutes;
      expect((await refusal(calls.json(aws.root))).message).toMatch(/^Signature not yet current: /);
      expect(await refusal(calls.rest(aws.root))).toMatchObject({ name: 'InvalidSignatureException' });
    } finally {
      clock.ahead = 0;
    }
  });

  it('is needed', async () => {
    const answer = await fetch(`${aws.endpoint}/2015-03-31/functions`);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
  });
});

describe('a user', () => {
  it('is known by its keys, and by its own alone', async () => {
    const keys = await userWith('known', { Effect: 'Allow', Action: 'iam:*', Resource: '*' });
    const { sts, iam } = clients(keys);
    const { User } = await iam.send(new GetUserCommand({}));
    expect(User?.UserName).toBe('known');
    const { Arn, UserId } = await sts.send(new GetCallerIdentityCommand({}));
    expect({ Arn, UserId }).toEqual({ Arn: `arn:aws:iam::${account}:user/known`, UserId: User?.UserId });
    const { AccessKeyMetadata: [mine] = [] } = await iam.send(new ListAccessKeysCommand({}));
    const inactive = { AccessKeyId: mine?.AccessKeyId, Status: 'Inactive' } as const;
    await iam.send(new UpdateAccessKeyCommand(inactive));
    expect((await refusal(calls.query(keys))).name).toBe('InvalidClientTokenId');
  });

  it('without policies may nothing but ask who it is', async () => {
    const { sts, iam, lambda, sfn, logs, tagging } = clients(await userWith('poor'));
    await expect(sts.send(new GetCallerIdentityCommand({}))).resolves.toBeDefined();
    const user = `User: arn:aws:iam::${account}:user/poor is not authorized to perform:`;
    const because = (action: string) => `because no identity-based policy allows the ${action} action`;
    const rows = [
      [iam.send(new ListRolesCommand({})), 'iam:ListRoles', `arn:aws:iam::${account}:role/`],
      [iam.send(new GetRoleCommand({ RoleName: 'r' })), 'iam:GetRole', 'role r'],
      [lambda.send(new ListFunctionsCommand({})), 'lambda:ListFunctions', '*'],
      [
        lambda.send(new GetFunctionCommand({ FunctionName: 'fn', Qualifier: 'live' })),
        'lambda:GetFunction',
        `arn:aws:lambda:${region}:${account}:function:fn`,
      ],
      [sfn.send(new ListStateMachinesCommand({})), 'states:ListStateMachines', '*'],
      [
        logs.send(new DescribeLogGroupsCommand({})),
        'logs:DescribeLogGroups',
        `arn:aws:logs:${region}:${account}:log-group::log-stream:`,
      ],
      [tagging.send(new GetResourcesCommand({})), 'tag:GetResources', '*'],
    ] as const;
    for (const [call, action, resource] of rows) {
      const message = `${user} ${action} on resource: ${resource} ${because(action)}`;
      expect(await refusal(call)).toMatchObject({ message, name: expect.stringMatching(/^AccessDenied/) });
    }
  });

  it('is kept within its boundary', async () => {
    const keys = await userWith('bound', { Effect: 'Allow', Action: '*', Resource: '*' });
    const PermissionsBoundary = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
    const put = new PutUserPermissionsBoundaryCommand({ UserName: 'bound', PermissionsBoundary });
    await root().iam.send(put);
    await expect(clients(keys).s3.send(new ListBucketsCommand({}))).resolves.toBeDefined();
    expect(
      (await refusal(clients(keys).iam.send(new CreateUserCommand({ UserName: 'x' })))).message,
    ).toContain('because no permissions boundary allows the iam:CreateUser action');
  });

  it('passes only roles that it may pass, and only to whom', async () => {
    const { iam } = root();
    const AssumeRolePolicyDocument = trustOf({ Principal: { Service: 'states.amazonaws.com' } });
    await iam.send(new CreateRoleCommand({ RoleName: 'machine', AssumeRolePolicyDocument }));
    const roleArn = `arn:aws:iam::${account}:role/machine`;
    const create = (keys: Keys, name: string) =>
      clients(keys).sfn.send(
        new CreateStateMachineCommand({
          name,
          roleArn,
          definition: JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Succeed' } } }),
        }),
      );
    const makes = { Effect: 'Allow', Action: 'states:*', Resource: '*' };
    const passesTo = (service: string) => ({
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: roleArn,
      Condition: { StringEquals: { 'iam:PassedToService': service } },
    });
    const refused = await refusal(
      create(await userWith('p1', makes, passesTo('lambda.amazonaws.com')), 'p1'),
    );
    expect(refused.message).toContain(`perform: iam:PassRole on resource: ${roleArn} because`);
    const keys = await userWith('p2', makes, passesTo('states.amazonaws.com'));
    await expect(create(keys, 'p2')).resolves.toBeDefined();
  });
});

describe('a session of a role', () => {
  it('needs its token, and its time', async () => {
    const keys = await userWith('actor', { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' });
    const AssumeRolePolicyDocument = trustOf({ Principal: { AWS: account } });
    await root().iam.send(new CreateRoleCommand({ RoleName: 'part', AssumeRolePolicyDocument }));
    const RoleArn = `arn:aws:iam::${account}:role/part`;
    const { Credentials } = await clients(keys).sts.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'one', DurationSeconds: 900 }),
    );
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    const key = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
    const session = { ...key, sessionToken: SessionToken };
    expect(await calls.query(session)).toMatchObject({
      Arn: `arn:aws:sts::${account}:assumed-role/part/one`,
    });
    expect((await refusal(calls.query(key))).name).toBe('InvalidClientTokenId');
    expect((await refusal(calls.rest({ ...key, sessionToken: 'x' }))).name).toBe(
      'UnrecognizedClientException',
    );
    expect((await refusal(calls.rest(session))).message).toContain('no identity-based policy allows');
    try {
      clock.ahead = 901_000;
      expect(await refusal(calls.query(session))).toMatchObject({
        name: 'ExpiredToken',
        status: 403,
      });
      expect(await refusal(calls.json(session))).toMatchObject({
        name: 'ExpiredTokenException',
        status: 400,
      });
      expect(await refusal(calls.rest(session))).toMatchObject({
        name: 'ExpiredTokenException',
        status: 403,
      });
    } finally {
      clock.ahead = 0;
    }
  });
});
