import { describe, expect, it } from '@jest/globals';
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetAccountSummaryCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListPolicyTagsCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  SetDefaultPolicyVersionCommand,
  TagPolicyCommand,
  UntagPolicyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { awsManagedPolicies } from '../../../src/local/iam/managed/documents.ts';
import { document, refusal, startAws, trustOf } from '../support.ts';

const arn = 'arn:aws:iam::111111111111:policy/p';
const reads = document({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' });
const writes = document({ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' });

async function startWithRole(): Promise<IAMClient> {
  const { iam } = await startAws();
  await iam.send(new CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: trustOf() }));
  return iam;
}

function createPolicy(iam: IAMClient, name = 'p'): Promise<unknown> {
  return iam.send(new CreatePolicyCommand({ PolicyName: name, PolicyDocument: reads }));
}

const put = (PolicyName: string, PolicyDocument = reads): PutRolePolicyCommand =>
  new PutRolePolicyCommand({ RoleName: 'worker', PolicyName, PolicyDocument });
const attach = (PolicyArn: string): AttachRolePolicyCommand =>
  new AttachRolePolicyCommand({ RoleName: 'worker', PolicyArn });
const detach = (PolicyArn: string): DetachRolePolicyCommand =>
  new DetachRolePolicyCommand({ RoleName: 'worker', PolicyArn });

describe('inline policies', () => {
  it('are put, put again, read, listed in pages, and deleted', async () => {
    const iam = await startWithRole();
    for (const name of ['b', 'a']) await iam.send(put(name));
    await iam.send(put('a', writes));
    const read = await iam.send(new GetRolePolicyCommand({ RoleName: 'worker', PolicyName: 'a' }));
    expect(decodeURIComponent(read.PolicyDocument!)).toBe(writes);
    const first = await iam.send(new ListRolePoliciesCommand({ RoleName: 'worker', MaxItems: 1 }));
    expect(first).toMatchObject({ PolicyNames: ['a'], IsTruncated: true });
    await iam.send(new DeleteRolePolicyCommand({ RoleName: 'worker', PolicyName: 'a' }));
    const rest = await iam.send(new ListRolePoliciesCommand({ RoleName: 'worker' }));
    expect(rest).toMatchObject({ PolicyNames: ['b'], IsTruncated: false });
  });

  it('that are not there cannot be found', async () => {
    const iam = await startWithRole();
    const name = { RoleName: 'worker', PolicyName: 'none' };
    const expected = {
      name: 'NoSuchEntityException',
      message: 'The role policy with name none cannot be found.',
      status: 404,
    };
    expect(await refusal(iam.send(new GetRolePolicyCommand(name)))).toEqual(expected);
    expect(await refusal(iam.send(new DeleteRolePolicyCommand(name)))).toEqual(expected);
  });

  it('of a role are 10,240 characters together at most, white space apart', async () => {
    const iam = await startWithRole();
    const blank = reads.replace('{', `{${' '.repeat(20_000)}`);
    await iam.send(put('a', blank));
    const resource = `arn:aws:s3:::${'x'.repeat(10_200)}`;
    const large = document({ Effect: 'Allow', Action: 's3:GetObject', Resource: resource });
    expect(await refusal(iam.send(put('b', large)))).toEqual({
      name: 'LimitExceededException',
      message: 'Maximum policy size of 10240 bytes exceeded for role worker',
      status: 409,
    });
  });
});

describe('attached policies', () => {
  it('are attached once, listed with their names, and detached', async () => {
    const iam = await startWithRole();
    await createPolicy(iam);
    const basic = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    for (const policy of [basic, arn, basic]) await iam.send(attach(policy));
    const all = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'worker' }));
    expect(all.AttachedPolicies).toEqual([
      { PolicyName: 'AWSLambdaBasicExecutionRole', PolicyArn: basic },
      { PolicyName: 'p', PolicyArn: arn },
    ]);
    const under = { RoleName: 'worker', PathPrefix: '/service-role/' };
    const some = await iam.send(new ListAttachedRolePoliciesCommand(under));
    expect(some.AttachedPolicies).toHaveLength(1);
    await iam.send(detach(basic));
    expect((await refusal(iam.send(detach(basic)))).message).toBe(`Policy ${basic} was not found.`);
  });

  it('are ten at most', async () => {
    const iam = await startWithRole();
    for (const { path, name } of awsManagedPolicies.slice(0, 10)) {
      await iam.send(attach(`arn:aws:iam::aws:policy${path}${name}`));
    }
    await createPolicy(iam);
    expect(await refusal(iam.send(attach(arn)))).toEqual({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for PoliciesPerRole: 10',
      status: 409,
    });
  });
});

describe('managed policies', () => {
  it('take a name once', async () => {
    const iam = await startWithRole();
    await createPolicy(iam);
    expect(await refusal(createPolicy(iam, 'P'))).toEqual({
      name: 'EntityAlreadyExistsException',
      message: 'A policy called P already exists. Duplicate names are not allowed.',
      status: 409,
    });
  });

  it('have versions, five at most, of which the default one counts', async () => {
    const iam = await startWithRole();
    await createPolicy(iam);
    const version = { PolicyArn: arn, PolicyDocument: writes };
    const made = await iam.send(new CreatePolicyVersionCommand({ ...version, SetAsDefault: true }));
    expect(made.PolicyVersion).toMatchObject({ VersionId: 'v2', IsDefaultVersion: true });
    for (const _ of [3, 4, 5]) await iam.send(new CreatePolicyVersionCommand(version));
    expect(await refusal(iam.send(new CreatePolicyVersionCommand(version)))).toMatchObject({
      name: 'LimitExceededException',
      message:
        'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
    });
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: 'v5' }));
    const next = await iam.send(new CreatePolicyVersionCommand(version));
    expect(next.PolicyVersion).toMatchObject({ VersionId: 'v6', IsDefaultVersion: false });
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: arn, VersionId: 'v1' }));
    const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: arn }));
    expect(Versions?.map(({ VersionId }) => VersionId)).toEqual(['v6', 'v4', 'v3', 'v2', 'v1']);
    const read = await iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: 'v1' }));
    expect(decodeURIComponent(read.PolicyVersion!.Document!)).toBe(reads);
    expect(read.PolicyVersion?.IsDefaultVersion).toBe(true);
  });

  it('keep their default version, and say which version is not there', async () => {
    const iam = await startWithRole();
    await createPolicy(iam);
    const first = { PolicyArn: arn, VersionId: 'v1' };
    expect(await refusal(iam.send(new DeletePolicyVersionCommand(first)))).toEqual({
      name: 'DeleteConflictException',
      message: 'Cannot delete the default version of a policy.',
      status: 409,
    });
    const none = { PolicyArn: arn, VersionId: 'v9' };
    expect((await refusal(iam.send(new GetPolicyVersionCommand(none)))).message).toBe(
      `Policy ${arn} version v9 does not exist or is not attachable.`,
    );
  });

  it('go when nobody carries them and one version is left', async () => {
    const iam = await startWithRole();
    await createPolicy(iam);
    await iam.send(attach(arn));
    await iam.send(new CreatePolicyVersionCommand({ PolicyArn: arn, PolicyDocument: writes }));
    const drop = (): Promise<unknown> => iam.send(new DeletePolicyCommand({ PolicyArn: arn }));
    expect(await refusal(drop())).toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete a policy attached to entities.',
    });
    await iam.send(detach(arn));
    expect((await refusal(drop())).message).toMatch(/^This policy has more than one version\./);
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: 'v2' }));
    await drop();
    expect(await refusal(iam.send(new GetPolicyCommand({ PolicyArn: arn })))).toEqual({
      name: 'NoSuchEntityException',
      message: `Policy ${arn} was not found.`,
      status: 404,
    });
  });

  it('count their uses and tell who they are of', async () => {
    const iam = await startWithRole();
    await createPolicy(iam);
    await iam.send(attach(arn));
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'worker', PermissionsBoundary: arn }));
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: arn }));
    expect(Policy).toMatchObject({ AttachmentCount: 1, PermissionsBoundaryUsageCount: 1, Tags: [] });
    const { PolicyRoles } = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: arn }));
    expect(PolicyRoles?.map(({ RoleName }) => RoleName)).toEqual(['worker']);
  });

  it('have tags', async () => {
    const iam = await startWithRole();
    await createPolicy(iam);
    const tags = [
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '2' },
    ];
    await iam.send(new TagPolicyCommand({ PolicyArn: arn, Tags: tags }));
    await iam.send(new UntagPolicyCommand({ PolicyArn: arn, TagKeys: ['a'] }));
    const { Tags } = await iam.send(new ListPolicyTagsCommand({ PolicyArn: arn }));
    expect(Tags).toEqual([{ Key: 'b', Value: '2' }]);
  });

  it('are 6,144 characters at most', async () => {
    const iam = await startWithRole();
    const resource = `arn:aws:s3:::${'x'.repeat(6144)}`;
    const large = document({ Effect: 'Allow', Action: 's3:GetObject', Resource: resource });
    const call = iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: large }));
    expect((await refusal(call)).message).toBe('Cannot exceed quota for PolicySize: 6144');
  });

  it('are counted, each of their versions too', async () => {
    const iam = await startWithRole();
    await createPolicy(iam);
    const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}));
    const counted = { Roles: 1, Users: 0, Policies: 1, PolicyVersionsInUse: 1, Groups: 0 };
    expect(SummaryMap).toMatchObject({ ...counted, RolesQuota: 1000, AttachedPoliciesPerRoleQuota: 10 });
  });

  it('are listed by scope, path and use', async () => {
    const iam = await startWithRole();
    await createPolicy(iam);
    const names = async (input: object): Promise<(string | undefined)[]> => {
      const { Policies } = await iam.send(new ListPoliciesCommand(input));
      return Policies!.map(({ PolicyName }) => PolicyName);
    };
    expect(await names({ Scope: 'Local' })).toEqual(['p']);
    expect(await names({ Scope: 'AWS' })).toHaveLength(awsManagedPolicies.length);
    expect(await names({})).toHaveLength(awsManagedPolicies.length + 1);
    expect(await names({ OnlyAttached: true })).toEqual([]);
    await iam.send(attach(arn));
    expect(await names({ OnlyAttached: true })).toEqual(['p']);
    expect(await names({ PathPrefix: '/service-role/' })).toContain('AWSLambdaBasicExecutionRole');
  });
});

describe('AWS’s own policies', () => {
  it('can be read and attached, each of them', async () => {
    const iam = await startWithRole();
    for (const { name, path, version, statements } of awsManagedPolicies) {
      const PolicyArn = `arn:aws:iam::aws:policy${path}${name}`;
      const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
      expect(Policy).toMatchObject({
        PolicyName: name,
        Path: path,
        Arn: PolicyArn,
        DefaultVersionId: version,
      });
      const read = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: version }));
      expect(JSON.parse(decodeURIComponent(read.PolicyVersion!.Document!))).toEqual({
        Version: '2012-10-17',
        Statement: statements,
      });
      await iam.send(attach(PolicyArn));
      await iam.send(detach(PolicyArn));
    }
  });

  it.each([
    ['of databases', 'AmazonDynamoDBFullAccess'],
    ['of people', 'PowerUserAccess'],
    ['of readers', 'AWSLambda_ReadOnlyAccess'],
  ])('that are attached often are there: one %s', async (_whose, name) => {
    const iam = await startWithRole();
    await expect(iam.send(attach(`arn:aws:iam::aws:policy/${name}`))).resolves.toBeDefined();
  });

  it('that are not here are not called misspelt', async () => {
    const iam = await startWithRole();
    const PolicyArn = 'arn:aws:iam::aws:policy/AmazonSumerianFullAccess';
    expect((await refusal(iam.send(attach(PolicyArn)))).message).toBe(
      `Policy ${PolicyArn} does not exist or is not attachable. ` +
        "The embedded AWS has not all of AWS's own policies: ListPolicies with the scope AWS tells which.",
    );
  });

  it('cannot be changed', async () => {
    const iam = await startWithRole();
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    expect(await refusal(iam.send(new DeletePolicyCommand({ PolicyArn })))).toMatchObject({ status: 403 });
  });
});
