import { describe, expect, it } from '@jest/globals';
import { describeDenial } from '../../../../src/local/iam/evaluate/denial.ts';
import {
  account,
  allow,
  anybody,
  deny,
  judge,
  lacking,
  otherAccount,
  pages,
  requestOf,
  root,
  states,
  stranger,
  type Hearing,
} from './judge.ts';

type Row = readonly [reason: string, hearing: Hearing, verdict: string];

const role = { Principal: { AWS: `arn:aws:iam::${account}:role/team/worker` } };
const session = { Principal: { AWS: `arn:aws:sts::${account}:assumed-role/worker/one` } };
const accountItself = { Principal: { AWS: account } };
const everyone = { Principal: '*' };
const elsewhere = { Action: 's3:*' };

const denied = {
  identity: 'with an explicit deny in an identity-based policy',
  resource: 'with an explicit deny in a resource-based policy',
  boundary: 'with an explicit deny in a permissions boundary',
  session: 'with an explicit deny in a session policy',
  trust: 'with an explicit deny in the role trust policy',
};

const withinOneAccount: readonly Row[] = [
  ['nothing allows', {}, lacking('identity-based policy')],
  ['the identity policy allows', { identity: allow() }, 'allowed'],
  ['a deny goes before an allow', { identity: [allow(), deny()] }, denied.identity],
  ['the order does not count', { identity: [deny(), allow()] }, denied.identity],
  ['a deny of something else', { identity: [allow(), deny(elsewhere)] }, 'allowed'],
  ['a deny by NotAction', { identity: [allow(), deny({ NotAction: 's3:*' })] }, denied.identity],
  [
    'a deny by NotResource',
    { identity: [allow(), deny({ NotResource: 'arn:aws:s3:::*' })] },
    denied.identity,
  ],
  [
    'a deny whose condition does not hold',
    { identity: [allow(), deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })] },
    'allowed',
  ],
  [
    'a deny unless a missing key has a value',
    { identity: [allow(), deny({ Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } } })] },
    denied.identity,
  ],
  ['the resource policy alone allows the role', { resourcePolicy: allow(role) }, 'allowed'],
  ['the resource policy alone allows everyone', { resourcePolicy: allow(everyone) }, 'allowed'],
  [
    'the resource policy alone allows the account: that only delegates',
    { resourcePolicy: allow(accountItself) },
    lacking('identity-based policy'),
  ],
  ['delegated, and allowed', { resourcePolicy: allow(accountItself), identity: allow() }, 'allowed'],
  ['the resource policy denies', { identity: allow(), resourcePolicy: deny(role) }, denied.resource],
  [
    'the resource policy denies the account',
    { identity: allow(), resourcePolicy: deny(accountItself) },
    denied.resource,
  ],
  [
    'the resource policy denies somebody else',
    { identity: allow(), resourcePolicy: deny({ Principal: { AWS: otherAccount } }) },
    'allowed',
  ],
  [
    'the identity policy denies what the resource policy allows',
    { identity: deny(), resourcePolicy: allow(role) },
    denied.identity,
  ],
  [
    'a resource policy of something else',
    { resourcePolicy: allow({ ...role, ...elsewhere }) },
    lacking('identity-based policy'),
  ],
];

const limits: readonly Row[] = [
  ['both the policy and the boundary allow', { identity: allow(), boundary: allow() }, 'allowed'],
  [
    'the boundary does not allow',
    { identity: allow(), boundary: allow(elsewhere) },
    lacking('permissions boundary'),
  ],
  ['a boundary allows nothing by itself', { boundary: allow() }, lacking('identity-based policy')],
  ['the boundary denies', { identity: allow(), boundary: [allow(), deny()] }, denied.boundary],
  ['an empty boundary', { identity: allow(), boundary: [] }, lacking('permissions boundary')],
  [
    'the boundary limits what a resource policy grants the role',
    { resourcePolicy: allow(role), boundary: allow(elsewhere) },
    lacking('permissions boundary'),
  ],
  [
    'the boundary limits what a resource policy grants everyone',
    { resourcePolicy: allow(everyone), boundary: allow(elsewhere) },
    lacking('permissions boundary'),
  ],
  [
    'the boundary does not limit what a resource policy grants the session',
    { resourcePolicy: allow(session), boundary: allow(elsewhere) },
    'allowed',
  ],
  [
    'the boundary’s deny counts for the session all the same',
    { resourcePolicy: allow(session), boundary: deny() },
    denied.boundary,
  ],
  ['the session policy allows', { identity: allow(), sessionPolicy: allow() }, 'allowed'],
  [
    'the session policy does not allow',
    { identity: allow(), sessionPolicy: allow(elsewhere) },
    lacking('session policy'),
  ],
  ['a session policy allows nothing by itself', { sessionPolicy: allow() }, lacking('identity-based policy')],
  ['the session policy denies', { identity: allow(), sessionPolicy: [allow(), deny()] }, denied.session],
  ['all three allow', { identity: allow(), boundary: allow(), sessionPolicy: allow() }, 'allowed'],
  [
    'the boundary is named before the session policy',
    { identity: allow(), boundary: allow(elsewhere), sessionPolicy: allow(elsewhere) },
    lacking('permissions boundary'),
  ],
];

const acrossAccounts: readonly Row[] = [
  [
    'both allow',
    { principal: stranger, identity: allow(), resourcePolicy: allow({ Principal: { AWS: otherAccount } }) },
    'allowed',
  ],
  ['the identity policy alone', { principal: stranger, identity: allow() }, lacking('resource-based policy')],
  [
    'the resource policy alone',
    { principal: stranger, resourcePolicy: allow({ Principal: { AWS: otherAccount } }) },
    lacking('identity-based policy'),
  ],
  [
    'the resource policy alone, naming everyone',
    { principal: stranger, resourcePolicy: allow(everyone) },
    lacking('identity-based policy'),
  ],
  [
    'the resource policy names another account',
    { principal: stranger, identity: allow(), resourcePolicy: allow(accountItself) },
    lacking('resource-based policy'),
  ],
  [
    'the boundary counts',
    { principal: stranger, identity: allow(), boundary: allow(elsewhere), resourcePolicy: allow(everyone) },
    lacking('permissions boundary'),
  ],
  [
    'a deny at home',
    { principal: stranger, identity: deny(), resourcePolicy: allow(everyone) },
    denied.identity,
  ],
  [
    'a deny abroad',
    { principal: stranger, identity: allow(), resourcePolicy: [allow(everyone), deny(everyone)] },
    denied.resource,
  ],
  [
    'a root user without a grant',
    { principal: root, resourceAccount: otherAccount },
    lacking('resource-based policy'),
  ],
];

const otherPrincipals: readonly Row[] = [
  ['a root user at home', { principal: root }, 'allowed'],
  [
    'a root user whom the resource denies',
    { principal: root, resourcePolicy: deny(accountItself) },
    denied.resource,
  ],
  [
    'a root user whom the resource does not name',
    { principal: root, resourcePolicy: allow(role) },
    'allowed',
  ],
  ['a service without a grant', { principal: states }, lacking('resource-based policy')],
  [
    'a service with one',
    { principal: states, resourcePolicy: allow({ Principal: { Service: 'states.amazonaws.com' } }) },
    'allowed',
  ],
  [
    'a service from the right account',
    {
      principal: states,
      context: { 'aws:SourceAccount': account },
      resourcePolicy: allow({
        Principal: { Service: 'states.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    },
    'allowed',
  ],
  [
    'a confused deputy',
    {
      principal: states,
      context: { 'aws:SourceAccount': otherAccount },
      resourcePolicy: allow({
        Principal: { Service: 'states.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    },
    lacking('resource-based policy'),
  ],
  ['nobody without a grant', { principal: anybody }, lacking('resource-based policy')],
  ['nobody where everyone may', { principal: anybody, resourcePolicy: allow(everyone) }, 'allowed'],
  [
    'nobody by a function URL without auth',
    {
      principal: anybody,
      action: 'lambda:InvokeFunctionUrl',
      context: { 'lambda:FunctionUrlAuthType': 'NONE' },
      resourcePolicy: allow({
        ...everyone,
        Action: 'lambda:InvokeFunctionUrl',
        Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
      }),
    },
    'allowed',
  ],
  [
    'the same statement for the second action',
    {
      principal: anybody,
      context: { 'lambda:InvokedViaFunctionUrl': 'true' },
      resourcePolicy: allow({
        ...everyone,
        Action: 'lambda:InvokeFunctionUrl',
        Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
      }),
    },
    lacking('resource-based policy'),
  ],
  [
    'a statement for calls by URL, called otherwise',
    {
      principal: anybody,
      resourcePolicy: allow({ ...everyone, Condition: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } } }),
    },
    lacking('resource-based policy'),
  ],
];

const assume = { action: 'sts:AssumeRole', resource: `arn:aws:iam::${account}:role/deployer` };
const assumes = { Action: 'sts:AssumeRole' };
const notTrusted = lacking('role trust policy', 'sts:AssumeRole');

const trust: readonly Row[] = [
  [
    'the role itself named: no policy of its own is needed',
    { ...assume, trust: allow({ ...assumes, ...role }) },
    'allowed',
  ],
  [
    'its account named: its own policy is needed',
    { ...assume, trust: allow({ ...assumes, ...accountItself }) },
    lacking('identity-based policy', 'sts:AssumeRole'),
  ],
  [
    'its account named, and allowed',
    { ...assume, identity: allow(), trust: allow({ ...assumes, ...accountItself }) },
    'allowed',
  ],
  [
    'not named: its own policy does not help',
    {
      ...assume,
      identity: allow(),
      trust: allow({ ...assumes, Principal: { Service: 'lambda.amazonaws.com' } }),
    },
    notTrusted,
  ],
  [
    'not even the root user, when not named',
    { ...assume, principal: root, trust: allow({ ...assumes, ...role }) },
    notTrusted,
  ],
  [
    'the root user by its account',
    { ...assume, principal: root, trust: allow({ ...assumes, ...accountItself }) },
    'allowed',
  ],
  [
    'another action is no trust',
    { ...assume, trust: allow({ ...role, Action: 'sts:TagSession' }) },
    notTrusted,
  ],
  [
    'a service',
    {
      ...assume,
      principal: states,
      trust: allow({ ...assumes, Principal: { Service: 'states.amazonaws.com' } }),
    },
    'allowed',
  ],
  [
    'a service under its regional name',
    {
      ...assume,
      principal: states,
      trust: allow({ ...assumes, Principal: { Service: 'states.eu-west-1.amazonaws.com' } }),
    },
    'allowed',
  ],
  [
    'an external id that is missing',
    {
      ...assume,
      identity: allow(),
      trust: allow({
        ...assumes,
        ...accountItself,
        Condition: { StringEquals: { 'sts:ExternalId': 's3cret' } },
      }),
    },
    notTrusted,
  ],
  [
    'an external id',
    {
      ...assume,
      identity: allow(),
      context: { 'sts:ExternalId': 's3cret' },
      trust: allow({
        ...assumes,
        ...accountItself,
        Condition: { StringEquals: { 'sts:ExternalId': 's3cret' } },
      }),
    },
    'allowed',
  ],
  [
    'another account',
    {
      ...assume,
      principal: stranger,
      identity: allow(),
      trust: allow({ ...assumes, Principal: { AWS: otherAccount } }),
    },
    'allowed',
  ],
  [
    'another account without its own policy',
    { ...assume, principal: stranger, trust: allow({ ...assumes, Principal: { AWS: otherAccount } }) },
    lacking('identity-based policy', 'sts:AssumeRole'),
  ],
  [
    'an explicit deny',
    { ...assume, identity: allow(), trust: [allow({ ...assumes, ...role }), deny({ ...assumes, ...role })] },
    denied.trust,
  ],
];

describe.each([
  ['within one account', pages.logic, withinOneAccount],
  ['limits', pages.boundaries, limits],
  ['across accounts', pages.crossAccount, acrossAccounts],
  ['other principals', pages.denials, otherPrincipals],
  ['trust', pages.trust, trust],
])('evaluation %s [%s]', (_, _page, rows) => {
  it.each(rows)('%s', (_reason, hearing, verdict) => {
    expect(judge(hearing)).toBe(verdict);
  });
});

describe(`the sentence of a denial [${pages.messages}]`, () => {
  it('names a session by its ARN', () => {
    const sentence = describeDenial(requestOf({}), { explicit: false, by: 'identity-based policy' });
    expect(sentence).toBe(
      'User: arn:aws:sts::111111111111:assumed-role/worker/one is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-1:111111111111:function:charge because no identity-based policy allows the lambda:InvokeFunction action',
    );
  });

  it.each([
    ['a root user', root, 'User: arn:aws:iam::111111111111:root is not'],
    ['a service', states, 'User: states.amazonaws.com is not'],
    ['nobody', anybody, 'User: anonymous is not'],
  ] as const)('names %s', (_, principal, start) => {
    const sentence = describeDenial(requestOf({ principal }), {
      explicit: true,
      by: 'resource-based policy',
    });
    expect(sentence.startsWith(start)).toBe(true);
  });
});
