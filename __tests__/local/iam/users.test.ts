/** Users and their keys. */
import { describe, expect, it } from '@jest/globals';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeletePolicyCommand,
  DeleteLoginProfileCommand,
  DeleteUserCommand,
  DeleteUserPermissionsBoundaryCommand,
  DeleteUserPolicyCommand,
  DetachUserPolicyCommand,
  GetPolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListGroupsForUserCommand,
  ListUserPoliciesCommand,
  ListMFADevicesCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  ListUsersCommand,
  ListVirtualMFADevicesCommand,
  ListUserTagsCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  TagUserCommand,
  UntagUserCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { account, document, refusal, startAws } from '../support.ts';

const UserName = 'ann';
const arn = `arn:aws:iam::${account}:user/team/ann`;
const everything = document({ Effect: 'Allow', Action: '*', Resource: '*' });

async function startWithAnn() {
  const aws = await startAws();
  await aws.iam.send(new CreateUserCommand({ UserName, Path: '/team/' }));
  return aws;
}

describe('a user', () => {
  it('has no password, device or certificate: who deletes it asks for them', async () => {
    const { iam } = await startWithAnn();
    const user = { UserName };
    const answers = await Promise.all([
      iam.send(new ListSSHPublicKeysCommand(user)),
      iam.send(new ListMFADevicesCommand(user)),
      iam.send(new ListVirtualMFADevicesCommand({})),
      iam.send(new ListSigningCertificatesCommand(user)),
      iam.send(new ListServiceSpecificCredentialsCommand(user)),
    ]);
    expect(answers).toMatchObject([
      { SSHPublicKeys: [], IsTruncated: false },
      { MFADevices: [], IsTruncated: false },
      { VirtualMFADevices: [], IsTruncated: false },
      { Certificates: [], IsTruncated: false },
      { ServiceSpecificCredentials: [] },
    ]);
    expect(await refusal(iam.send(new DeleteLoginProfileCommand(user)))).toEqual({
      name: 'NoSuchEntityException',
      message: 'Login Profile for User ann cannot be found.',
      status: 404,
    });
  });

  it('is made, shown, listed and deleted', async () => {
    const { iam } = await startAws();
    const tags = [{ Key: 'team', Value: 'blue' }];
    const made = await iam.send(new CreateUserCommand({ UserName, Path: '/team/', Tags: tags }));
    const shown = {
      UserName,
      Path: '/team/',
      Arn: arn,
      UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
      CreateDate: expect.any(Date),
    };
    expect(made.User).toEqual({ ...shown, Tags: tags });
    expect((await iam.send(new GetUserCommand({ UserName: 'ANN' }))).User).toEqual(made.User);
    await iam.send(new CreateUserCommand({ UserName: 'bob' }));
    expect((await iam.send(new ListUsersCommand({ PathPrefix: '/team/' }))).Users).toEqual([shown]);
    expect((await iam.send(new ListGroupsForUserCommand({ UserName }))).Groups).toEqual([]);
    await iam.send(new DeleteUserCommand({ UserName }));
    expect(await refusal(iam.send(new GetUserCommand({ UserName })))).toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The user with name ann cannot be found.',
      status: 404,
    });
  });

  it('has a name of its own', async () => {
    const { iam } = await startWithAnn();
    expect(await refusal(iam.send(new CreateUserCommand({ UserName: 'Ann' })))).toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'User with name Ann already exists.',
    });
  });

  it('carries policies, which keep it from being deleted', async () => {
    const { iam } = await startWithAnn();
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'all', PolicyDocument: everything }));
    const inline = await iam.send(new GetUserPolicyCommand({ UserName, PolicyName: 'all' }));
    expect(inline).toMatchObject({ UserName, PolicyName: 'all' });
    expect(decodeURIComponent(inline.PolicyDocument ?? '')).toBe(everything);
    expect((await iam.send(new ListUserPoliciesCommand({ UserName }))).PolicyNames).toEqual(['all']);
    const conflict = async () => (await refusal(iam.send(new DeleteUserCommand({ UserName })))).message;
    expect(await conflict()).toBe('Cannot delete entity, must delete policies first.');
    await iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName: 'all' }));
    const missing = new GetUserPolicyCommand({ UserName, PolicyName: 'all' });
    expect((await refusal(iam.send(missing))).message).toBe('The user policy with name all cannot be found.');

    const created = await iam.send(
      new CreatePolicyCommand({ PolicyName: 'managed', PolicyDocument: everything }),
    );
    const PolicyArn = created.Policy?.Arn ?? '';
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    const attached = await iam.send(new ListAttachedUserPoliciesCommand({ UserName }));
    expect(attached.AttachedPolicies).toEqual([{ PolicyName: 'managed', PolicyArn }]);
    const entities = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn }));
    expect(entities).toMatchObject({ PolicyRoles: [], PolicyUsers: [{ UserName }] });
    expect((await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy).toMatchObject({
      AttachmentCount: 1,
    });
    expect(await conflict()).toBe('Cannot delete entity, must detach all policies first.');
    expect((await refusal(iam.send(new DeletePolicyCommand({ PolicyArn })))).message).toBe(
      'Cannot delete a policy attached to entities.',
    );
    await iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn }));
    await iam.send(new DeleteUserCommand({ UserName }));
  });

  it('has a smaller quota of inline policies than a role', async () => {
    const { iam } = await startWithAnn();
    const PolicyDocument = document({ Effect: 'Allow', Action: `s3:${'x'.repeat(2048)}`, Resource: '*' });
    const put = iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'long', PolicyDocument }));
    expect((await refusal(put)).message).toBe('Maximum policy size of 2048 bytes exceeded for user ann');
  });

  it('has tags and a boundary', async () => {
    const { iam } = await startWithAnn();
    await iam.send(new TagUserCommand({ UserName, Tags: [{ Key: 'a', Value: '1' }] }));
    await iam.send(new TagUserCommand({ UserName, Tags: [{ Key: 'b', Value: '2' }] }));
    await iam.send(new UntagUserCommand({ UserName, TagKeys: ['a'] }));
    const { Tags } = await iam.send(new ListUserTagsCommand({ UserName }));
    expect(Tags).toEqual([{ Key: 'b', Value: '2' }]);
    const PermissionsBoundary = 'arn:aws:iam::aws:policy/AdministratorAccess';
    await iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary }));
    const boundary = async () =>
      (await iam.send(new GetUserCommand({ UserName }))).User?.PermissionsBoundary?.PermissionsBoundaryArn;
    expect(await boundary()).toBe(PermissionsBoundary);
    await iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName }));
    expect(await boundary()).toBeUndefined();
  });
});

describe('access keys', () => {
  it('are made, listed, switched off and deleted', async () => {
    const { iam } = await startWithAnn();
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    expect(AccessKey).toEqual({
      UserName,
      AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
      SecretAccessKey: expect.stringMatching(/^.{40}$/),
      Status: 'Active',
      CreateDate: expect.any(Date),
    });
    const AccessKeyId = AccessKey?.AccessKeyId ?? '';
    await iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }));
    const listed = await iam.send(new ListAccessKeysCommand({ UserName }));
    expect(listed.AccessKeyMetadata).toEqual([
      { UserName, AccessKeyId, Status: 'Inactive', CreateDate: AccessKey?.CreateDate },
    ]);
    expect((await refusal(iam.send(new DeleteUserCommand({ UserName })))).message).toBe(
      'Cannot delete entity, must delete access keys first.',
    );
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
    expect(await refusal(iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId })))).toMatchObject({
      name: 'NoSuchEntityException',
      message: `The Access Key with id ${AccessKeyId} cannot be found.`,
    });
    await iam.send(new DeleteUserCommand({ UserName }));
  });

  it('are two at most', async () => {
    const { iam } = await startWithAnn();
    const create = () => iam.send(new CreateAccessKeyCommand({ UserName }));
    await create();
    await create();
    expect(await refusal(create())).toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for AccessKeysPerUser: 2',
    });
  });

  it('take a user’s name from whoever is none', async () => {
    const { iam } = await startWithAnn();
    expect((await refusal(iam.send(new CreateAccessKeyCommand({})))).message).toBe(
      'Must specify userName when calling with non-User credentials',
    );
  });
});
