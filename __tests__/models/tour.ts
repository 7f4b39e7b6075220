/** A call of every operation, in an order in which all succeed. */
import { document, trustOf } from '../local/support.ts';

export const account = '111111111111';
export const region = 'us-east-1';

type Members = Readonly<Record<string, unknown>>;
/** What the latest call of an operation answered. */
export type Earlier = (operation: string) => Members;
export type Stop = readonly [operation: string, input?: Members | ((earlier: Earlier) => Members)];

const policyOf = (action: string): string => document({ Effect: 'Allow', Action: action, Resource: '*' });
const tag = { Key: 'app', Value: 'tour' };
const role = { RoleName: 'role' };
const user = { UserName: 'user' };
const policy = { PolicyArn: `arn:aws:iam::${account}:policy/policy` };
const basic = { PolicyArn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole' };
const inline = { PolicyName: 'inline', PolicyDocument: policyOf('*') };
const simulated = { ActionNames: ['s3:GetObject'], ResourceArns: ['arn:aws:s3:::b/k'] };
const accessKey = (earlier: Earlier): Members => ({
  AccessKeyId: (earlier('CreateAccessKey').AccessKey as Members).AccessKeyId,
  ...user,
});
const trust = trustOf({
  Principal: { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'], AWS: account },
});

const made: readonly Stop[] = [
  ['CreateRole', { ...role, AssumeRolePolicyDocument: trust, Description: 'x', Tags: [tag] }],
  ['CreatePolicy', { PolicyName: 'policy', PolicyDocument: policyOf('s3:ListBucket'), Tags: [tag] }],
  ['CreateUser', { ...user, Tags: [tag] }],
  ['AttachRolePolicy', { ...role, ...basic }],
  ['PutRolePolicy', { ...role, ...inline }],
  ['PutRolePermissionsBoundary', { ...role, PermissionsBoundary: policy.PolicyArn }],
  ['GetRole', role],
  ['DeleteRolePermissionsBoundary', role],
];

export const iam: readonly Stop[] = [
  ...made,
  ['UpdateRole', { ...role, MaxSessionDuration: 7200 }],
  ['UpdateRoleDescription', { ...role, Description: 'y' }],
  ['UpdateAssumeRolePolicy', { ...role, PolicyDocument: trust }],
  ['ListRoles'],
  ['ListInstanceProfilesForRole', role],
  ['TagRole', { ...role, Tags: [tag, { Key: 'a', Value: '' }] }],
  ['UntagRole', { ...role, TagKeys: ['a'] }],
  ['ListRoleTags', role],
  ['GetRolePolicy', { ...role, PolicyName: 'inline' }],
  ['ListRolePolicies', role],
  ['ListAttachedRolePolicies', role],
  ['AttachUserPolicy', { ...user, ...policy }],
  ['PutUserPermissionsBoundary', { ...user, PermissionsBoundary: policy.PolicyArn }],
  ['GetUser', user],
  ['ListUsers'],
  ['ListGroupsForUser', user],
  ['ListSSHPublicKeys', user],
  ['ListMFADevices', user],
  ['ListVirtualMFADevices'],
  ['ListSigningCertificates', user],
  ['ListServiceSpecificCredentials', user],
  ['TagUser', { ...user, Tags: [tag, { Key: 'a', Value: '' }] }],
  ['UntagUser', { ...user, TagKeys: ['a'] }],
  ['ListUserTags', user],
  ['PutUserPolicy', { ...user, ...inline }],
  ['GetUserPolicy', { ...user, PolicyName: 'inline' }],
  ['ListUserPolicies', user],
  ['ListAttachedUserPolicies', user],
  ['ListEntitiesForPolicy', policy],
  ['CreateAccessKey', user],
  ['ListAccessKeys', user],
  ['UpdateAccessKey', (earlier) => ({ ...accessKey(earlier), Status: 'Inactive' })],
  ['DeleteAccessKey', accessKey],
  ['CreatePolicyVersion', { ...policy, PolicyDocument: policyOf('s3:GetObject'), SetAsDefault: true }],
  ['GetPolicyVersion', { ...policy, VersionId: 'v2' }],
  ['SetDefaultPolicyVersion', { ...policy, VersionId: 'v1' }],
  ['DeletePolicyVersion', { ...policy, VersionId: 'v2' }],
  ['ListPolicyVersions', policy],
  ['GetPolicy', policy],
  ['ListPolicies', { Scope: 'All' }],
  ['TagPolicy', { ...policy, Tags: [tag, { Key: 'a', Value: '' }] }],
  ['UntagPolicy', { ...policy, TagKeys: ['a'] }],
  ['ListPolicyTags', policy],
  ['GetAccountSummary'],
  ['SimulateCustomPolicy', { PolicyInputList: [policyOf('s3:*')], ...simulated }],
  ['SimulatePrincipalPolicy', { PolicySourceArn: `arn:aws:iam::${account}:role/role`, ...simulated }],
  ['GetContextKeysForCustomPolicy', { PolicyInputList: [policyOf('s3:*')] }],
  ['GetContextKeysForPrincipalPolicy', { PolicySourceArn: `arn:aws:iam::${account}:role/role` }],
  ['DeleteUserPermissionsBoundary', user],
  ['DetachUserPolicy', { ...user, ...policy }],
  ['DeleteUserPolicy', { ...user, PolicyName: 'inline' }],
  ['DeleteUser', user],
  ['DeletePolicy', policy],
];

/** Nobody has a password: these refuse whoever asks. */
export const refusing: readonly string[] = ['GetLoginProfile', 'DeleteLoginProfile'];

/** What is left of the role, once the other services are through with it. */
export const iamAfter: readonly Stop[] = [
  ['DetachRolePolicy', { ...role, ...basic }],
  ['DeleteRolePolicy', { ...role, PolicyName: 'inline' }],
  ['DeleteRole', role],
];

export const roleArn = `arn:aws:iam::${account}:role/role`;

export const sts: readonly Stop[] = [
  ['GetCallerIdentity'],
  ['AssumeRole', { RoleArn: roleArn, RoleSessionName: 'tour' }],
];

const group = { logGroupName: 'group' };
const stream = { ...group, logStreamName: 'stream' };
const groupArn = { resourceArn: `arn:aws:logs:${region}:${account}:log-group:group` };
const now = Date.now();

export const logs: readonly Stop[] = [
  ['CreateLogGroup', { ...group, tags: { app: 'tour' } }],
  ['PutRetentionPolicy', { ...group, retentionInDays: 7 }],
  ['DescribeLogGroups'],
  ['DeleteRetentionPolicy', group],
  ['CreateLogStream', stream],
  ['PutLogEvents', { ...stream, logEvents: [{ timestamp: now, message: 'a' }] }],
  ['DescribeLogStreams', group],
  ['GetLogEvents', stream],
  ['FilterLogEvents', { ...group, filterPattern: 'a' }],
  ['TagResource', { ...groupArn, tags: { a: '1', b: '2' } }],
  ['UntagResource', { ...groupArn, tagKeys: ['a'] }],
  ['ListTagsForResource', groupArn],
  ['TagLogGroup', { ...group, tags: { c: '3' } }],
  ['UntagLogGroup', { ...group, tags: ['b'] }],
  ['ListTagsLogGroup', group],
  ['PutResourcePolicy', { policyName: 'p', policyDocument: policyOf('logs:PutLogEvents') }],
  ['DescribeResourcePolicies'],
  ['DeleteResourcePolicy', { policyName: 'p' }],
];

export const logsAfter: readonly Stop[] = [
  ['DeleteLogStream', stream],
  ['DeleteLogGroup', group],
];

const arns = { ResourceARNList: [groupArn.resourceArn, `${groupArn.resourceArn}x`] };

export const tagging: readonly Stop[] = [
  ['TagResources', { ...arns, Tags: { d: '4' } }],
  ['GetResources', { TagFilters: [{ Key: 'd' }] }],
  ['GetTagKeys'],
  ['GetTagValues', { Key: 'd' }],
  ['UntagResources', { ...arns, TagKeys: ['d'] }],
];
