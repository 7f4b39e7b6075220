import { describe, expect, it } from '@jest/globals';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  type AssumeRoleCommandInput,
  type AssumeRoleResponse,
} from '@aws-sdk/client-sts';
import { clientsOf, document, refusal, startAws, SteppedClock, trustOf, type Clients } from '../support.ts';

const workerArn = 'arn:aws:iam::111111111111:role/team/worker';
const byAccount = trustOf({ Principal: { AWS: '111111111111' } });

async function createRole(aws: Clients, name = 'worker', trust = byAccount): Promise<string> {
  const input = { RoleName: name, Path: '/team/', AssumeRolePolicyDocument: trust };
  return (await aws.iam.send(new CreateRoleCommand(input))).Role!.Arn!;
}

function assume(
  { sts }: Pick<Clients, 'sts'>,
  input: Partial<AssumeRoleCommandInput> = {},
): Promise<AssumeRoleResponse> {
  return sts.send(new AssumeRoleCommand({ RoleArn: workerArn, RoleSessionName: 'one', ...input }));
}

/** Clients with the keys that AssumeRole gave. */
function actingAs({ Credentials }: AssumeRoleResponse, endpoint: string): Clients {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return clientsOf(endpoint, {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  });
}

describe('who calls', () => {
  it('is the root of the account that the key id is', async () => {
    const { sts } = await startAws();
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      UserId: '111111111111',
      Account: '111111111111',
      Arn: 'arn:aws:iam::111111111111:root',
    });
  });

  it('is the root of the default account with any other key', async () => {
    const { endpoint } = await startAws({ account: '333333333333' });
    const { sts } = clientsOf(endpoint, { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' });
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe('333333333333');
  });

  it('is the session whose keys sign', async () => {
    const aws = await startAws();
    await createRole(aws);
    const assumed = await assume(aws);
    expect(assumed.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(assumed.Credentials?.SecretAccessKey).toHaveLength(40);
    expect(assumed.AssumedRoleUser).toEqual({
      AssumedRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:one$/),
      Arn: 'arn:aws:sts::111111111111:assumed-role/worker/one',
    });
    const { sts } = actingAs(assumed, aws.endpoint);
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      UserId: assumed.AssumedRoleUser?.AssumedRoleId,
      Account: '111111111111',
      Arn: 'arn:aws:sts::111111111111:assumed-role/worker/one',
    });
  });
});

describe('assuming a role', () => {
  const refused = {
    name: 'AccessDenied',
    message: `User: arn:aws:iam::111111111111:root is not authorized to perform: sts:AssumeRole on resource: ${workerArn}`,
    status: 403,
  };

  it('that is not there', async () => {
    expect(await refusal(assume(await startAws()))).toEqual(refused);
  });

  it('that trusts somebody else', async () => {
    const aws = await startAws();
    await createRole(aws, 'worker', trustOf());
    expect(await refusal(assume(aws))).toEqual(refused);
  });

  it('under another path than its own', async () => {
    const aws = await startAws();
    await createRole(aws);
    const call = assume(aws, { RoleArn: 'arn:aws:iam::111111111111:role/worker' });
    expect((await refusal(call)).name).toBe('AccessDenied');
  });

  it('that asks for an external id', async () => {
    const aws = await startAws();
    const condition = { StringEquals: { 'sts:ExternalId': 's3cret' } };
    await createRole(aws, 'worker', trustOf({ Principal: { AWS: '111111111111' }, Condition: condition }));
    expect(await refusal(assume(aws))).toEqual(refused);
    await expect(assume(aws, { ExternalId: 's3cret' })).resolves.toBeDefined();
  });

  it('from another account takes both sides', async () => {
    const aws = await startAws();
    await createRole(aws, 'worker', trustOf({ Principal: { AWS: '222222222222' } }));
    expect((await refusal(assume(aws))).name).toBe('AccessDenied');
    const other = clientsOf(aws.endpoint, { accessKeyId: '222222222222', secretAccessKey: 'x' });
    await expect(assume(other)).resolves.toBeDefined();
  });

  it('as another role: that one’s own policy is needed where its account alone is trusted', async () => {
    const aws = await startAws();
    await createRole(aws);
    const bossArn = await createRole(aws, 'boss');
    const boss = actingAs(await assume(aws, { RoleArn: bossArn }), aws.endpoint);
    expect((await refusal(assume(boss))).message).toMatch(
      /^User: arn:aws:sts::111111111111:assumed-role\/boss\/one /,
    );
    const mayAssume = document({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: workerArn });
    const policy = { RoleName: 'boss', PolicyName: 'assume', PolicyDocument: mayAssume };
    await aws.iam.send(new PutRolePolicyCommand(policy));
    await expect(assume(boss)).resolves.toBeDefined();
  });

  it('as another role within a session policy', async () => {
    const aws = await startAws();
    await createRole(aws);
    const bossArn = await createRole(aws, 'boss');
    const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
    await aws.iam.send(new AttachRolePolicyCommand({ RoleName: 'boss', PolicyArn: administrator }));
    const onlyLogs = document({ Effect: 'Allow', Action: 'logs:*', Resource: '*' });
    const restricted = actingAs(await assume(aws, { RoleArn: bossArn, Policy: onlyLogs }), aws.endpoint);
    expect((await refusal(assume(restricted))).name).toBe('AccessDenied');
    const wide = [{ arn: administrator }];
    const unrestricted = actingAs(await assume(aws, { RoleArn: bossArn, PolicyArns: wide }), aws.endpoint);
    await expect(assume(unrestricted)).resolves.toBeDefined();
  });

  it('with a session of a role that has been deleted since', async () => {
    const aws = await startAws();
    await createRole(aws);
    const bossArn = await createRole(aws, 'boss');
    await aws.iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: 'worker',
        PolicyDocument: trustOf({ Principal: { AWS: bossArn } }),
      }),
    );
    const boss = actingAs(await assume(aws, { RoleArn: bossArn }), aws.endpoint);
    await expect(assume(boss)).resolves.toBeDefined();
    await aws.iam.send(new DeleteRoleCommand({ RoleName: 'worker' }));
    expect((await refusal(assume(boss))).name).toBe('AccessDenied');
  });

  it.each<[string, Partial<AssumeRoleCommandInput>, string]>([
    [
      'a session name that names cannot be',
      { RoleSessionName: 'a b' },
      "1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    ],
    [
      'too short a time',
      { DurationSeconds: 60 },
      "1 validation error detected: Value '60' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    ],
    [
      'a longer time than the role grants',
      { DurationSeconds: 7200 },
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    ],
    ['a session policy that is none', { Policy: '{' }, 'Syntax errors in policy.'],
  ])('refuses %s', async (_, input, message) => {
    const aws = await startAws();
    await createRole(aws);
    expect(await refusal(assume(aws, input))).toMatchObject({ message, status: 400 });
  });

  it('refuses to take an identity of the web, which comes unsigned', async () => {
    const { sts } = await startAws();
    const input = { RoleArn: workerArn, RoleSessionName: 'one', WebIdentityToken: 'token' };
    expect(await refusal(sts.send(new AssumeRoleWithWebIdentityCommand(input)))).toMatchObject({
      name: 'NotImplemented',
      message: 'The embedded AWS has no unsigned operation AssumeRoleWithWebIdentity',
      status: 501,
    });
  });
});

describe('keys that have expired', () => {
  it('are refused in each protocol', async () => {
    const clock = new SteppedClock();
    const aws = await startAws({ clock });
    await createRole(aws);
    const session = actingAs(await assume(aws, { DurationSeconds: 900 }), aws.endpoint);
    clock.advance(899_000);
    await expect(session.sts.send(new GetCallerIdentityCommand({}))).resolves.toBeDefined();
    clock.advance(1_000);
    const expected = {
      name: expect.stringMatching(/^ExpiredToken/),
      message: 'The security token included in the request is expired',
    };
    expect(await refusal(session.sts.send(new GetCallerIdentityCommand({})))).toMatchObject(expected);
    expect(await refusal(session.logs.send(new DescribeLogGroupsCommand({})))).toMatchObject(expected);
  });
});

describe('propagation', () => {
  it('keeps a new role from being assumed for as long as it lasts', async () => {
    const clock = new SteppedClock();
    const aws = await startAws({ clock, propagationMs: 5000 });
    await createRole(aws);
    clock.advance(4999);
    expect((await refusal(assume(aws))).name).toBe('AccessDenied');
    clock.advance(1);
    await expect(assume(aws)).resolves.toBeDefined();
  });

  it('keeps the old trust policy in force as long', async () => {
    const clock = new SteppedClock();
    const aws = await startAws({ clock, propagationMs: 5000 });
    await createRole(aws);
    clock.advance(5000);
    const update = { RoleName: 'worker', PolicyDocument: trustOf() };
    await aws.iam.send(new UpdateAssumeRolePolicyCommand(update));
    clock.advance(4999);
    await expect(assume(aws)).resolves.toBeDefined();
    clock.advance(1);
    expect((await refusal(assume(aws))).name).toBe('AccessDenied');
  });

  it('lets changes arrive one after the other', async () => {
    const clock = new SteppedClock();
    const aws = await startAws({ clock, propagationMs: 5000 });
    const update = async (trust: string): Promise<unknown> =>
      aws.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'worker', PolicyDocument: trust }));
    await createRole(aws, 'worker', trustOf());
    clock.advance(2000);
    await update(byAccount);
    clock.advance(2000);
    await update(trustOf());
    clock.advance(2999);
    expect((await refusal(assume(aws))).name).toBe('AccessDenied');
    clock.advance(1);
    await expect(assume(aws)).resolves.toBeDefined();
    clock.advance(2000);
    expect((await refusal(assume(aws))).name).toBe('AccessDenied');
  });

  it('holds for a role’s own policies too', async () => {
    const clock = new SteppedClock();
    const aws = await startAws({ clock, propagationMs: 5000 });
    await createRole(aws);
    const bossArn = await createRole(aws, 'boss');
    clock.advance(5000);
    const boss = actingAs(await assume(aws, { RoleArn: bossArn }), aws.endpoint);
    const everything = document({ Effect: 'Allow', Action: '*', Resource: '*' });
    const policy = { RoleName: 'boss', PolicyName: 'all', PolicyDocument: everything };
    await aws.iam.send(new PutRolePolicyCommand(policy));
    expect((await refusal(assume(boss))).name).toBe('AccessDenied');
    clock.advance(5000);
    await expect(assume(boss)).resolves.toBeDefined();
  });
});
