import { describe, expect, it } from '@jest/globals';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  ListInstanceProfilesForRoleCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  UpdateRoleDescriptionCommand,
  type CreateRoleCommandInput,
  type IAMClient,
  type Role,
} from '@aws-sdk/client-iam';
import { clientsOf, document, refusal, startAws, trustOf } from '../support.ts';

const basicExecution = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
const anything = document({ Effect: 'Allow', Action: '*', Resource: '*' });

async function create(iam: IAMClient, input: Partial<CreateRoleCommandInput> = {}): Promise<Role> {
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: trustOf(), ...input }),
  );
  return Role!;
}

async function get(iam: IAMClient, name = 'worker'): Promise<Role> {
  return (await iam.send(new GetRoleCommand({ RoleName: name }))).Role!;
}

describe('creating roles', () => {
  it('answers ARN, unique id, path and trust, and GetRole the rest too', async () => {
    const { iam } = await startAws();
    const created = await create(iam, {
      Path: '/team/',
      Description: 'works',
      MaxSessionDuration: 7200,
      Tags: [{ Key: 'a', Value: '1' }],
      PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonS3FullAccess',
    });
    expect(created.RoleId).toMatch(/^AROA[A-Z0-9]{17}$/);
    expect(created).toMatchObject({
      Arn: 'arn:aws:iam::111111111111:role/team/worker',
      Path: '/team/',
      Description: 'works',
      Tags: [{ Key: 'a', Value: '1' }],
    });
    expect(await get(iam)).toMatchObject({
      RoleId: created.RoleId,
      MaxSessionDuration: 7200,
      RoleLastUsed: {},
      PermissionsBoundary: {
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/AmazonS3FullAccess',
      },
    });
  });

  it('takes a name once, whatever its case and path', async () => {
    const { iam } = await startAws();
    await create(iam);
    expect(await refusal(create(iam, { RoleName: 'WORKER', Path: '/else/' }))).toEqual({
      name: 'EntityAlreadyExistsException',
      message: 'Role with name WORKER already exists.',
      status: 409,
    });
    expect((await get(iam, 'wOrKeR')).RoleName).toBe('worker');
  });

  it('keeps accounts apart, and has the partition of the region', async () => {
    const { iam, endpoint } = await startAws();
    await create(iam);
    const other = clientsOf(endpoint, { accessKeyId: '222222222222', secretAccessKey: 'x' }, 'cn-north-1');
    expect((await create(other.iam)).Arn).toBe('arn:aws-cn:iam::222222222222:role/worker');
  });

  const long = 'x'.repeat(65);
  it.each<[string, Partial<CreateRoleCommandInput>, string, string]>([
    [
      'a character that names cannot have',
      { RoleName: 'a b' },
      'ValidationError',
      'The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
    ],
    [
      'a name that is too long',
      { RoleName: long },
      'ValidationError',
      `1 validation error detected: Value '${long}' at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    ],
    [
      'a path without its slashes',
      { Path: 'team' },
      'ValidationError',
      'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    ],
    [
      'a session that is too short',
      { MaxSessionDuration: 60 },
      'ValidationError',
      "1 validation error detected: Value '60' at 'maxSessionDuration' failed to satisfy constraint: Member must have value greater than or equal to 3600",
    ],
    [
      'a session that is too long',
      { MaxSessionDuration: 50_000 },
      'ValidationError',
      "1 validation error detected: Value '50000' at 'maxSessionDuration' failed to satisfy constraint: Member must have value less than or equal to 43200",
    ],
    [
      'a boundary that is not there',
      { PermissionsBoundary: 'arn:aws:iam::111111111111:policy/none' },
      'NoSuchEntityException',
      'Scope ARN: arn:aws:iam::111111111111:policy/none does not exist or is not attachable.',
    ],
    [
      'a tag twice, in two cases',
      {
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'A', Value: '2' },
        ],
      },
      'InvalidInputException',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ],
    [
      'a trust policy beyond the quota',
      {
        AssumeRolePolicyDocument: trustOf({
          Sid: 'x'.repeat(2048),
          Principal: { Service: 'lambda.amazonaws.com' },
        }),
      },
      'LimitExceededException',
      'Cannot exceed quota for ACLSizePerRole: 2048',
    ],
  ])('refuses %s', async (_, input, name, message) => {
    const { iam } = await startAws();
    expect(await refusal(create(iam, input))).toMatchObject({ name, message });
    expect((await iam.send(new ListRolesCommand({}))).Roles).toEqual([]);
  });
});

describe('changing roles', () => {
  it('says which role cannot be found', async () => {
    const { iam } = await startAws();
    expect(await refusal(iam.send(new GetRoleCommand({ RoleName: 'nobody' })))).toEqual({
      name: 'NoSuchEntityException',
      message: 'The role with name nobody cannot be found.',
      status: 404,
    });
  });

  it('updates what is given and keeps what is absent; an empty description clears it', async () => {
    const { iam } = await startAws();
    await create(iam, { Description: 'works' });
    await iam.send(new UpdateRoleCommand({ RoleName: 'worker', MaxSessionDuration: 7200 }));
    expect(await get(iam)).toMatchObject({ Description: 'works', MaxSessionDuration: 7200 });
    await iam.send(new UpdateRoleCommand({ RoleName: 'worker', Description: '' }));
    expect((await get(iam)).Description).toBeUndefined();
    const answer = await iam.send(
      new UpdateRoleDescriptionCommand({ RoleName: 'worker', Description: 'a\r\n<b>&"c"' }),
    );
    expect(answer.Role?.Description).toBe('a\r\n<b>&"c"');
  });

  it('replaces the trust policy', async () => {
    const { iam } = await startAws();
    await create(iam);
    const trust = trustOf({ Principal: { Service: 'states.amazonaws.com' } });
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'worker', PolicyDocument: trust }));
    expect(decodeURIComponent((await get(iam)).AssumeRolePolicyDocument!)).toContain('states.amazonaws.com');
  });

  it('puts a permissions boundary and takes it away', async () => {
    const { iam } = await startAws();
    await create(iam);
    const boundary = { RoleName: 'worker', PermissionsBoundary: basicExecution };
    await iam.send(new PutRolePermissionsBoundaryCommand(boundary));
    expect((await get(iam)).PermissionsBoundary?.PermissionsBoundaryArn).toBe(basicExecution);
    await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'worker' }));
    expect((await get(iam)).PermissionsBoundary).toBeUndefined();
  });

  it('tags, untags and lists tags in pages', async () => {
    const { iam } = await startAws();
    await create(iam, { Tags: [{ Key: 'a', Value: '1' }] });
    const more = [
      { Key: 'b', Value: '2' },
      { Key: 'c', Value: '' },
      { Key: 'A', Value: 'one' },
    ];
    await iam.send(new TagRoleCommand({ RoleName: 'worker', Tags: more }));
    await iam.send(new UntagRoleCommand({ RoleName: 'worker', TagKeys: ['b'] }));
    const first = await iam.send(new ListRoleTagsCommand({ RoleName: 'worker', MaxItems: 1 }));
    expect(first).toMatchObject({ Tags: [{ Key: 'c', Value: '' }], IsTruncated: true });
    const rest = await iam.send(new ListRoleTagsCommand({ RoleName: 'worker', Marker: first.Marker }));
    expect(rest).toMatchObject({ Tags: [{ Key: 'A', Value: 'one' }], IsTruncated: false });
  });

  it('holds no more than fifty tags', async () => {
    const { iam } = await startAws();
    await create(iam);
    const tags = Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
    expect(await refusal(iam.send(new TagRoleCommand({ RoleName: 'worker', Tags: tags })))).toMatchObject({
      name: 'LimitExceededException',
      status: 409,
    });
  });
});

describe('deleting roles', () => {
  it('insists that policies are gone, and then frees the name for another role', async () => {
    const { iam } = await startAws();
    const { RoleId: id } = await create(iam);
    const name = { RoleName: 'worker' };
    await iam.send(new AttachRolePolicyCommand({ ...name, PolicyArn: basicExecution }));
    await iam.send(new PutRolePolicyCommand({ ...name, PolicyName: 'own', PolicyDocument: anything }));
    expect(await refusal(iam.send(new DeleteRoleCommand(name)))).toEqual({
      name: 'DeleteConflictException',
      message: 'Cannot delete entity, must detach all policies first.',
      status: 409,
    });
    await iam.send(new DetachRolePolicyCommand({ ...name, PolicyArn: basicExecution }));
    expect((await refusal(iam.send(new DeleteRoleCommand(name)))).message).toBe(
      'Cannot delete entity, must delete policies first.',
    );
    await iam.send(new DeleteRolePolicyCommand({ ...name, PolicyName: 'own' }));
    expect((await iam.send(new ListInstanceProfilesForRoleCommand(name))).InstanceProfiles).toEqual([]);
    await iam.send(new DeleteRoleCommand(name));
    expect((await refusal(iam.send(new GetRoleCommand(name)))).name).toBe('NoSuchEntityException');
    expect((await create(iam)).RoleId).not.toBe(id);
  });
});

describe('listing roles', () => {
  it('lists a path in pages, in the order of names', async () => {
    const { iam } = await startAws();
    for (const name of ['c', 'a', 'b']) await create(iam, { RoleName: name, Path: '/team/' });
    await create(iam, { RoleName: 'other' });
    const first = await iam.send(new ListRolesCommand({ PathPrefix: '/team/', MaxItems: 2 }));
    expect(first.Roles?.map(({ RoleName }) => RoleName)).toEqual(['a', 'b']);
    const rest = await iam.send(new ListRolesCommand({ PathPrefix: '/team/', Marker: first.Marker }));
    expect(rest.Roles?.map(({ RoleName }) => RoleName)).toEqual(['c']);
    expect(rest.Marker).toBeUndefined();
  });

  it('tells neither tags nor boundary there', async () => {
    const { iam } = await startAws();
    await create(iam, { Tags: [{ Key: 'a', Value: '1' }], PermissionsBoundary: basicExecution });
    const [role] = (await iam.send(new ListRolesCommand({}))).Roles!;
    expect(role?.Tags).toBeUndefined();
    expect(role?.PermissionsBoundary).toBeUndefined();
    expect(role?.MaxSessionDuration).toBe(3600);
  });

  it('refuses a marker that it did not give, and pages of no size', async () => {
    const { iam } = await startAws();
    expect((await refusal(iam.send(new ListRolesCommand({ Marker: 'x' })))).message).toBe('Invalid Marker.');
    expect((await refusal(iam.send(new ListRolesCommand({ MaxItems: 0 })))).name).toBe('ValidationError');
  });
});
