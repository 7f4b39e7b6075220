/** Policies as people and AWS write them. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../../src/json.ts';
import { awsManagedPolicies } from '../../../../src/local/iam/managed/documents.ts';
import { account, judge, lacking, otherAccount, pages, states, type Hearing } from './judge.ts';

type Row = readonly [reason: string, hearing: Hearing, verdict: string];

const region = 'eu-west-1';
const fn = `arn:aws:lambda:${region}:${account}:function:charge`;
const logStream = `arn:aws:logs:${region}:${account}:log-group:/aws/lambda/charge:log-stream:2026/11/22/[$LATEST]0`;
const none = (action: string): string => lacking('identity-based policy', action);

const managed = (name: string): readonly JsonObject[] =>
  awsManagedPolicies.find((policy) => policy.name === name)!.statements;

const managedPolicies: readonly Row[] = [
  [
    'basic execution writes logs',
    { identity: managed('AWSLambdaBasicExecutionRole'), action: 'logs:PutLogEvents', resource: logStream },
    'allowed',
  ],
  [
    'basic execution invokes nothing: the mistake that a state machine’s role is made with',
    { identity: managed('AWSLambdaBasicExecutionRole'), resource: fn },
    none('lambda:InvokeFunction'),
  ],
  ['AWSLambdaRole invokes', { identity: managed('AWSLambdaRole'), resource: `${fn}:live` }, 'allowed'],
  [
    'AWSLambdaRole does no more',
    { identity: managed('AWSLambdaRole'), action: 'lambda:GetFunction', resource: fn },
    none('lambda:GetFunction'),
  ],
  [
    'insights write to their own group alone',
    {
      identity: managed('CloudWatchLambdaInsightsExecutionRolePolicy'),
      action: 'logs:PutLogEvents',
      resource: logStream,
    },
    none('logs:PutLogEvents'),
  ],
  [
    'insights write to their own group',
    {
      identity: managed('CloudWatchLambdaInsightsExecutionRolePolicy'),
      action: 'logs:PutLogEvents',
      resource: `arn:aws:logs:${region}:${account}:log-group:/aws/lambda-insights:log-stream:x`,
    },
    'allowed',
  ],
  [
    'S3 read only reads',
    { identity: managed('AmazonS3ReadOnlyAccess'), action: 's3:GetObject', resource: 'arn:aws:s3:::b/k' },
    'allowed',
  ],
  [
    'S3 read only does not write',
    { identity: managed('AmazonS3ReadOnlyAccess'), action: 's3:PutObject', resource: 'arn:aws:s3:::b/k' },
    none('s3:PutObject'),
  ],
  ['an administrator may everything', { identity: managed('AdministratorAccess'), action: 'x:Y' }, 'allowed'],
];

const invokesExactly = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: [fn, `${fn}:*`] };

const passes = {
  Effect: 'Allow',
  Action: 'iam:PassRole',
  Resource: `arn:aws:iam::${account}:role/stepline/*`,
  Condition: { StringEquals: { 'iam:PassedToService': ['lambda.amazonaws.com', 'states.amazonaws.com'] } },
};

const passRole: Hearing = {
  identity: passes,
  action: 'iam:PassRole',
  resource: `arn:aws:iam::${account}:role/stepline/orders-dev-charge`,
};

const deployment: readonly Row[] = [
  ['exactly the function', { identity: invokesExactly, resource: fn }, 'allowed'],
  ['exactly the function, a version of it', { identity: invokesExactly, resource: `${fn}:7` }, 'allowed'],
  [
    'a function whose name begins the same',
    { identity: invokesExactly, resource: `${fn}-2` },
    none('lambda:InvokeFunction'),
  ],
  [
    'a role passed to Lambda',
    { ...passRole, context: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    'allowed',
  ],
  [
    'a role passed to another service',
    { ...passRole, context: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
    none('iam:PassRole'),
  ],
  ['a role passed to nobody known', passRole, none('iam:PassRole')],
  [
    'a role of another path',
    {
      ...passRole,
      resource: `arn:aws:iam::${account}:role/x`,
      context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
    },
    none('iam:PassRole'),
  ],
  [
    'the table of the stage that the role is tagged with',
    {
      identity: {
        Effect: 'Allow',
        Action: 'dynamodb:PutItem',
        Resource: 'arn:aws:dynamodb:*:*:table/orders-${aws:PrincipalTag/stage}',
      },
      action: 'dynamodb:PutItem',
      resource: `arn:aws:dynamodb:${region}:${account}:table/orders-dev`,
      tags: { stage: 'dev' },
    },
    'allowed',
  ],
  [
    'the table of another stage',
    {
      identity: {
        Effect: 'Allow',
        Action: 'dynamodb:PutItem',
        Resource: 'arn:aws:dynamodb:*:*:table/orders-${aws:PrincipalTag/stage}',
      },
      action: 'dynamodb:PutItem',
      resource: `arn:aws:dynamodb:${region}:${account}:table/orders-prod`,
      tags: { stage: 'dev' },
    },
    none('dynamodb:PutItem'),
  ],
];

const everything = { Effect: 'Allow', Action: '*', Resource: '*' };

const onlyHere = {
  Effect: 'Deny',
  NotAction: ['iam:*', 'sts:*'],
  Resource: '*',
  Condition: { StringNotEquals: { 'aws:RequestedRegion': region } },
};

const noTagsTaken = {
  Effect: 'Deny',
  Action: 'lambda:UntagResource',
  Resource: '*',
  Condition: { 'ForAnyValue:StringLike': { 'aws:TagKeys': 'stepline:*' } },
};

const identityDeny = 'with an explicit deny in an identity-based policy';

const guards: readonly Row[] = [
  ['the region that is allowed', { identity: [everything, onlyHere], resource: fn }, 'allowed'],
  [
    'another region',
    { identity: [everything, onlyHere], resource: fn.replace(region, 'us-east-1') },
    identityDeny,
  ],
  [
    'IAM is of no region',
    { identity: [everything, onlyHere], action: 'iam:GetRole', resource: `arn:aws:iam::${account}:role/x` },
    'allowed',
  ],
  [
    'a tag that must stay',
    {
      identity: [everything, noTagsTaken],
      action: 'lambda:UntagResource',
      context: { 'aws:TagKeys': ['a', 'stepline:owner'] },
    },
    identityDeny,
  ],
  [
    'a tag that may go',
    {
      identity: [everything, noTagsTaken],
      action: 'lambda:UntagResource',
      context: { 'aws:TagKeys': ['a'] },
    },
    'allowed',
  ],
  [
    'a boundary that keeps roles from making more of themselves',
    {
      identity: everything,
      boundary: [everything, { Effect: 'Deny', Action: 'iam:*', Resource: '*' }],
      action: 'iam:PutRolePolicy',
      resource: `arn:aws:iam::${account}:role/x`,
    },
    'with an explicit deny in a permissions boundary',
  ],
  [
    'a function that a rule of another account may not invoke',
    {
      principal: states,
      context: { 'aws:SourceArn': `arn:aws:states:${region}:${otherAccount}:stateMachine:x` },
      resourcePolicy: {
        Effect: 'Allow',
        Principal: { Service: 'states.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Resource: fn,
        Condition: { ArnLike: { 'AWS:SourceArn': `arn:aws:states:${region}:${account}:stateMachine:*` } },
      },
    },
    lacking('resource-based policy'),
  ],
];

const provider = 'token.actions.githubusercontent.com';

/** What GitHub's subject is held against: the patterns of the documentation, and the traps. */
const subjects: readonly (readonly [string, JsonObject, string, boolean])[] = [
  [
    'a branch',
    { StringEquals: { [`${provider}:sub`]: 'repo:o/r:ref:refs/heads/main' } },
    'repo:o/r:ref:refs/heads/main',
    true,
  ],
  [
    'another branch',
    { StringEquals: { [`${provider}:sub`]: 'repo:o/r:ref:refs/heads/main' } },
    'repo:o/r:ref:refs/heads/x',
    false,
  ],
  [
    'any branch',
    { StringLike: { [`${provider}:sub`]: 'repo:o/r:ref:refs/heads/*' } },
    'repo:o/r:ref:refs/heads/x',
    true,
  ],
  [
    'any branch is no pull request',
    { StringLike: { [`${provider}:sub`]: 'repo:o/r:ref:refs/heads/*' } },
    'repo:o/r:pull_request',
    false,
  ],
  [
    'a repository that begins the same, because of a star too early',
    { StringLike: { [`${provider}:sub`]: 'repo:o/r*' } },
    'repo:o/rogue:pull_request',
    true,
  ],
  [
    'the subject with ids',
    { StringLike: { [`${provider}:sub`]: 'repo:o@1/r@2:*' } },
    'repo:o@1/r@2:environment:prod',
    true,
  ],
  [
    'the old pattern against the subject with ids',
    { StringLike: { [`${provider}:sub`]: 'repo:o/r:*' } },
    'repo:o@1/r@2:environment:prod',
    false,
  ],
];

describe.each([
  ['AWS’s managed policies', pages.managed, managedPolicies],
  ['policies of a deployment', pages.passRole, deployment],
  ['guards', pages.denials, guards],
])('%s [%s]', (_, _page, rows) => {
  it.each(rows)('%s', (_reason, hearing, verdict) => {
    expect(judge(hearing)).toBe(verdict);
  });
});

describe(`subjects of GitHub [${pages.github}]`, () => {
  it.each(subjects)('%s', (_, condition, subject, holds) => {
    const context = { [`${provider}:sub`]: subject };
    const verdict = judge({ identity: { ...everything, Condition: condition }, context });
    expect(verdict).toBe(holds ? 'allowed' : lacking('identity-based policy'));
  });
});
