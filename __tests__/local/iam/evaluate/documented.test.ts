/** Cases that AWS's documentation goes through itself, each with the page that it is from. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../../src/json.ts';
import type { ConditionContext } from '../../../../src/local/cloud.ts';
import {
  account,
  allow,
  ann,
  anybody,
  deny,
  functionArn,
  judge,
  lacking,
  otherAccount,
  pages,
  stranger,
  worker,
  type Hearing,
} from './judge.ts';

type Page = keyof typeof pages;
type Row = readonly [page: Page, reason: string, hearing: Hearing, verdict: string];

const identityDeny = 'with an explicit deny in an identity-based policy';
const none = lacking('identity-based policy');
const elsewhere = { Action: 's3:*' };
const annItself = { Principal: { AWS: `arn:aws:iam::${account}:user/team/ann` } };
const everyone = { Principal: '*' };

const users: readonly Row[] = [
  ['logic', 'a user without policies', { principal: ann }, none],
  ['logic', 'a user whose policy allows', { principal: ann, identity: allow() }, 'allowed'],
  ['logic', 'a user whom its policy denies', { principal: ann, identity: [allow(), deny()] }, identityDeny],
  [
    'logic',
    'the resource policy alone names the user',
    { principal: ann, resourcePolicy: allow(annItself) },
    'allowed',
  ],
  [
    'logic',
    'the user’s policy denies what the resource policy grants',
    { principal: ann, identity: deny(), resourcePolicy: allow(annItself) },
    identityDeny,
  ],
  [
    'logic',
    'a boundary’s silence does not limit what a resource policy grants the user by its ARN',
    { principal: ann, boundary: allow(elsewhere), resourcePolicy: allow(annItself) },
    'allowed',
  ],
  [
    'logic',
    'a boundary’s deny counts all the same',
    { principal: ann, boundary: deny(), resourcePolicy: allow(annItself) },
    'with an explicit deny in a permissions boundary',
  ],
  [
    'logic',
    'the resource policy names the account: the user needs its own',
    { principal: ann, resourcePolicy: allow({ Principal: { AWS: account } }) },
    none,
  ],
  [
    'boundaries',
    'policy and boundary both allow',
    { principal: ann, identity: allow(), boundary: allow() },
    'allowed',
  ],
  [
    'boundaries',
    'the policy allows what the boundary does not',
    { principal: ann, identity: allow(), boundary: allow(elsewhere) },
    lacking('permissions boundary'),
  ],
  ['boundaries', 'a boundary gives nothing', { principal: ann, boundary: allow() }, none],
  [
    'boundaries',
    'a boundary that denies what nobody allows: the deny is told',
    { principal: ann, boundary: deny() },
    'with an explicit deny in a permissions boundary',
  ],
];

const ownKeys = {
  Effect: 'Allow',
  Action: ['iam:*AccessKey*', 'iam:GetUser'],
  Resource: 'arn:aws:iam::*:user/team/${aws:username}',
};
const annsKeys = { principal: ann, action: 'iam:CreateAccessKey', identity: ownKeys };
const home = { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::bucket/${aws:username}/*' };
const put = { action: 's3:PutObject', identity: home };
const noneFor = (action: string): string => lacking('identity-based policy', action);

const variables: readonly Row[] = [
  [
    'variables',
    'users manage their own keys',
    { ...annsKeys, resource: `arn:aws:iam::${account}:user/team/ann` },
    'allowed',
  ],
  [
    'variables',
    'users do not manage those of others',
    { ...annsKeys, resource: `arn:aws:iam::${account}:user/team/bob` },
    noneFor('iam:CreateAccessKey'),
  ],
  [
    'variables',
    'a folder of one’s own',
    { ...put, principal: ann, resource: 'arn:aws:s3:::bucket/ann/x' },
    'allowed',
  ],
  [
    'variables',
    'a folder of somebody else',
    { ...put, principal: ann, resource: 'arn:aws:s3:::bucket/bob/x' },
    noneFor('s3:PutObject'),
  ],
  [
    'variables',
    'a session has no user name, and so no folder',
    { ...put, principal: worker, resource: 'arn:aws:s3:::bucket/ann/x' },
    noneFor('s3:PutObject'),
  ],
  [
    'variables',
    'a session is told by its id',
    {
      action: 's3:PutObject',
      resource: 'arn:aws:s3:::bucket/AROAEXAMPLEEXAMPLEEXA:one/x',
      identity: allow({ Resource: 'arn:aws:s3:::bucket/${aws:userid}/*' }),
    },
    'allowed',
  ],
  [
    'variables',
    'a default for those who have no team',
    {
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::company-wide/x',
      identity: allow({ Resource: "arn:aws:s3:::${aws:PrincipalTag/team, 'company-wide'}/*" }),
    },
    'allowed',
  ],
];

const withTag = (value: string): ConditionContext => ({
  'aws:RequestTag/env': value,
  'aws:TagKeys': ['env'],
});
const requiresTag = { StringEquals: { 'aws:RequestTag/env': ['dev', 'test'] } };
const onlyEnv = { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['env'] } };
const sameTeam = { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } };
const when = (Condition: JsonObject): JsonObject => allow({ Condition });

const tags: readonly Row[] = [
  ['tags', 'created with the tag', { identity: when(requiresTag), context: withTag('dev') }, 'allowed'],
  ['tags', 'created with another value', { identity: when(requiresTag), context: withTag('prod') }, none],
  ['tags', 'created without the tag', { identity: when(requiresTag) }, none],
  ['tags', 'no other tags', { identity: when(onlyEnv), context: { 'aws:TagKeys': ['env', 'cost'] } }, none],
  ['sets', 'ForAllValues holds for a request without tags', { identity: when(onlyEnv) }, 'allowed'],
  [
    'sets',
    'unless Null asks for some',
    { identity: when({ ...onlyEnv, Null: { 'aws:TagKeys': 'false' } }) },
    none,
  ],
  [
    'sets',
    'ForAnyValue in a deny: one such tag is enough',
    {
      identity: [
        allow(),
        deny({ Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['webserver'] } } }),
      ],
      context: { 'aws:TagKeys': ['env', 'webserver'] },
    },
    identityDeny,
  ],
  [
    'tags',
    'what is the team’s',
    { identity: when(sameTeam), tags: { team: 'blue' }, context: { 'aws:ResourceTag/team': 'blue' } },
    'allowed',
  ],
  [
    'tags',
    'what is another team’s',
    { identity: when(sameTeam), tags: { team: 'blue' }, context: { 'aws:ResourceTag/team': 'red' } },
    none,
  ],
  ['tags', 'what is nobody’s', { identity: when(sameTeam), tags: { team: 'blue' } }, none],
  [
    'tags',
    'whoever has no team has nothing',
    { identity: when(sameTeam), context: { 'aws:ResourceTag/team': 'blue' } },
    none,
  ],
];

const noDevice = deny({
  NotAction: 'iam:*',
  Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
});
const noDeviceBool = deny({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } });
const fromOffice = { NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '203.0.113.0/24'] } };
const notViaService = { Bool: { 'aws:ViaAWSService': 'false' } };

const keys: readonly Row[] = [
  [
    'operators',
    'BoolIfExists: lasting keys are without a device',
    { principal: ann, identity: [allow(), noDevice] },
    identityDeny,
  ],
  [
    'keys',
    'Bool: lasting keys do not speak of one',
    { principal: ann, identity: [allow(), noDeviceBool] },
    'allowed',
  ],
  ['keys', 'Bool: temporary keys without a device', { identity: [allow(), noDeviceBool] }, identityDeny],
  [
    'operators',
    'BoolIfExists spares what NotAction spares',
    { principal: ann, identity: [allow(), noDevice], action: 'iam:GetUser' },
    'allowed',
  ],
  [
    'keys',
    'a deny outside of the office',
    {
      identity: [allow(), deny({ Condition: { ...fromOffice, ...notViaService } })],
      context: { 'aws:SourceIp': '198.51.100.7', 'aws:ViaAWSService': 'false' },
    },
    identityDeny,
  ],
  [
    'keys',
    'from the office',
    {
      identity: [allow(), deny({ Condition: { ...fromOffice, ...notViaService } })],
      context: { 'aws:SourceIp': '203.0.113.9', 'aws:ViaAWSService': 'false' },
    },
    'allowed',
  ],
  [
    'keys',
    'a service on the user’s behalf has an address of its own',
    {
      identity: [allow(), deny({ Condition: { ...fromOffice, ...notViaService } })],
      context: { 'aws:SourceIp': '198.51.100.7', 'aws:ViaAWSService': 'true' },
    },
    'allowed',
  ],
  [
    'operators',
    'several values of one key: any of them',
    { identity: when({ StringEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } }) },
    'allowed',
  ],
  [
    'operators',
    'negated, several values: none of them',
    { identity: when({ StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } }) },
    none,
  ],
  [
    'operators',
    'several operators: all of them',
    {
      identity: when({
        StringEquals: { 'aws:RequestedRegion': 'eu-west-1' },
        StringNotEquals: { 'aws:PrincipalAccount': account },
      }),
    },
    none,
  ],
  [
    'operators',
    'Null false and a value: both are needed',
    { identity: when({ Null: { 'aws:TokenIssueTime': 'false' } }) },
    none,
  ],
  [
    'keys',
    'the role, told by its ARN whatever the session',
    { identity: when({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/team/*` } }) },
    'allowed',
  ],
  [
    'keys',
    'a deny for all but one role',
    {
      resourcePolicy: [
        allow(everyone),
        deny({
          ...everyone,
          Condition: { ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/admin` } },
        }),
      ],
    },
    'with an explicit deny in a resource-based policy',
  ],
];

const pass = { action: 'iam:PassRole', resource: `arn:aws:iam::${account}:role/fn` };
const passes = (service: string): JsonObject =>
  allow({ Action: 'iam:PassRole', Condition: { StringEquals: { 'iam:PassedToService': service } } });
const toLambda = { 'iam:PassedToService': 'lambda.amazonaws.com' };
const bounded = allow({
  Action: ['iam:CreateRole', 'iam:PutRolePolicy'],
  Condition: { StringEquals: { 'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/limits` } },
});
const create = { action: 'iam:CreateRole', resource: `arn:aws:iam::${account}:role/new`, identity: bounded };

const delegation: readonly Row[] = [
  [
    'passRole',
    'to the service named',
    { ...pass, identity: passes('lambda.amazonaws.com'), context: toLambda },
    'allowed',
  ],
  [
    'passRole',
    'to another service',
    { ...pass, identity: passes('ec2.amazonaws.com'), context: toLambda },
    noneFor('iam:PassRole'),
  ],
  [
    'passRole',
    'by a pattern of services',
    {
      ...pass,
      identity: allow({ Condition: { StringLike: { 'iam:PassedToService': '*.amazonaws.com' } } }),
      context: toLambda,
    },
    'allowed',
  ],
  [
    'passRole',
    'for one function alone',
    {
      ...pass,
      identity: allow({ Condition: { ArnLike: { 'iam:AssociatedResourceArn': `${functionArn}-2` } } }),
      context: { ...toLambda, 'iam:AssociatedResourceArn': functionArn },
    },
    noneFor('iam:PassRole'),
  ],
  [
    'boundaries',
    'roles are made with the boundary',
    { ...create, context: { 'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/limits` } },
    'allowed',
  ],
  [
    'boundaries',
    'roles are not made with another',
    { ...create, context: { 'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/wide` } },
    noneFor('iam:CreateRole'),
  ],
  ['boundaries', 'roles are not made without', create, noneFor('iam:CreateRole')],
];

const urlAction = 'lambda:InvokeFunctionUrl';
const signed = { action: urlAction, context: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } };
const ofType = (type: string): JsonObject => ({ StringEquals: { 'lambda:FunctionUrlAuthType': type } });
const viaUrl = { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } };
const byAccount = { Principal: { AWS: otherAccount } };

const urls: readonly Row[] = [
  [
    'urls',
    'signed, allowed by one’s own policy',
    { ...signed, identity: allow({ Action: urlAction }) },
    'allowed',
  ],
  [
    'urls',
    'signed, allowed for signed calls',
    { ...signed, identity: allow({ Action: urlAction, Condition: ofType('AWS_IAM') }) },
    'allowed',
  ],
  [
    'urls',
    'signed, though only unsigned calls are allowed',
    { ...signed, identity: allow({ Action: urlAction, Condition: ofType('NONE') }) },
    noneFor(urlAction),
  ],
  [
    'urls',
    'InvokeFunction by a URL alone, called by a URL',
    { identity: when(viaUrl), context: { 'lambda:InvokedViaFunctionUrl': 'true' } },
    'allowed',
  ],
  ['urls', 'InvokeFunction by a URL alone, called otherwise', { identity: when(viaUrl) }, none],
  [
    'urls',
    'from another account both sides are needed: the function’s alone',
    { ...signed, principal: stranger, resourcePolicy: allow({ ...byAccount, Action: urlAction }) },
    noneFor(urlAction),
  ],
  [
    'urls',
    'from another account both sides are needed: the caller’s alone',
    { ...signed, principal: stranger, identity: allow() },
    lacking('resource-based policy', urlAction),
  ],
  [
    'urls',
    'from another account both sides are needed: both',
    {
      ...signed,
      principal: stranger,
      identity: allow(),
      resourcePolicy: allow({ ...byAccount, Action: urlAction }),
    },
    'allowed',
  ],
  [
    'urls',
    'unsigned, a statement for everyone that asks for no type',
    { principal: anybody, action: urlAction, resourcePolicy: allow({ ...everyone, Action: urlAction }) },
    'allowed',
  ],
  [
    'invoke',
    'a rule of the account’s: the service needs the source',
    {
      principal: { kind: 'service', service: 'events.amazonaws.com' },
      resourcePolicy: allow({
        Principal: { Service: 'events.amazonaws.com' },
        Condition: { ArnLike: { 'AWS:SourceArn': `arn:aws:events:eu-west-1:${account}:rule/*` } },
      }),
    },
    lacking('resource-based policy'),
  ],
];

describe.each([
  ['users', users],
  ['variables', variables],
  ['tags', tags],
  ['keys', keys],
  ['delegation', delegation],
  ['function URLs', urls],
])('documented: %s', (_, rows) => {
  it.each(rows.map(([page, reason, hearing, verdict]) => [reason, pages[page], hearing, verdict] as const))(
    '%s [%s]',
    (_reason, _page, hearing, verdict) => {
      expect(judge(hearing)).toBe(verdict);
    },
  );
});
