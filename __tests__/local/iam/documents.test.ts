import { beforeAll, afterAll, describe, expect, it } from '@jest/globals';
import {
  CreatePolicyCommand,
  CreateRoleCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { clientsOf, document, refusal, trustOf } from '../support.ts';

let aws: LocalAws;
let iam: IAMClient;

beforeAll(async () => {
  aws = await startLocalAws();
  iam = clientsOf(aws.endpoint).iam;
  await iam.send(new CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: trustOf() }));
});

afterAll(() => aws.close());

const put = (text: string): Promise<unknown> =>
  iam.send(new PutRolePolicyCommand({ RoleName: 'worker', PolicyName: 'own', PolicyDocument: text }));

const trust = (text: string): Promise<unknown> =>
  iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'worker', PolicyDocument: text }));

const fine = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const syntax = 'Syntax errors in policy.';

describe('identity policies that IAM refuses', () => {
  it.each<[string, string, string]>([
    ['no JSON', '{', syntax],
    ['no object', '[]', syntax],
    ['no statements', document(), syntax],
    ['another version', JSON.stringify({ Version: '2012-10-18', Statement: fine }), syntax],
    [
      'a field that is not in the language',
      JSON.stringify({ Version: '2012-10-17', Statements: [fine] }),
      syntax,
    ],
    ['a field of a statement that is not', document({ ...fine, Actions: 's3:*' }), syntax],
    ['no effect', document({ Action: 's3:*', Resource: '*' }), syntax],
    ['an effect in small letters', document({ ...fine, Effect: 'allow' }), syntax],
    ['Action and NotAction', document({ ...fine, NotAction: 's3:*' }), syntax],
    ['Resource and NotResource', document({ ...fine, NotResource: '*' }), syntax],
    ['an action that is no text', document({ ...fine, Action: 5 }), syntax],
    ['an operator that IAM does not have', document({ ...fine, Condition: { Equals: { a: 'b' } } }), syntax],
    ['a condition without keys', document({ ...fine, Condition: { Bool: 'true' } }), syntax],
    ['a principal', document({ ...fine, Principal: '*' }), 'Policy document should not specify a principal.'],
    ['no action', document({ Effect: 'Allow', Resource: '*' }), 'Policy statement must contain actions.'],
    ['an empty list of actions', document({ ...fine, Action: [] }), 'Policy statement must contain actions.'],
    [
      'no resource',
      document({ Effect: 'Allow', Action: 's3:*' }),
      'Policy statement must contain resources.',
    ],
    [
      'an action without its service',
      document({ ...fine, Action: 'GetObject' }),
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    ],
    [
      'an action with two colons',
      document({ ...fine, Action: 's3:Get:Object' }),
      'Actions/Condition can contain only one colon.',
    ],
    ['a service with a star', document({ ...fine, Action: 's*:Get' }), 'Vendor s* is not valid'],
    [
      'a resource that is a name',
      document({ ...fine, Resource: 'bucket' }),
      'Resource bucket must be in ARN format or "*".',
    ],
    [
      'a partition that is none',
      document({ ...fine, Resource: 'arn:amazon:s3:::b' }),
      'Partition "amazon" is not valid for resource "arn:amazon:s3:::b".',
    ],
    [
      'an ARN whose service is a star',
      document({ ...fine, Resource: 'arn:aws:*:::b' }),
      'Resource vendor must be fully qualified and cannot contain regexes.',
    ],
    [
      'a statement id with a hyphen',
      document({ ...fine, Sid: 'a-b' }),
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    ],
    [
      'a statement id twice',
      document({ ...fine, Sid: 'A' }, { ...fine, Sid: 'A' }),
      'Statement IDs (SID) in a single policy must be unique.',
    ],
  ])('%s', async (_, text, message) => {
    expect(await refusal(put(text))).toEqual({
      name: 'MalformedPolicyDocumentException',
      message,
      status: 400,
    });
  });

  it('a managed policy of the first version of the language', async () => {
    const PolicyDocument = JSON.stringify({ Version: '2008-10-17', Statement: fine });
    expect(
      await refusal(iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument }))),
    ).toMatchObject({
      message: 'Policy document must be version 2012-10-17 or greater.',
    });
  });
});

describe('identity policies that IAM takes, to the letter', () => {
  it.each([
    ['a statement without its list', JSON.stringify({ Version: '2012-10-17', Statement: fine })],
    ['no version', JSON.stringify({ Statement: [fine] })],
    ['white space', JSON.stringify({ Version: '2012-10-17', Statement: [fine] }, null, 4)],
    ['lists of one', document({ ...fine, Action: ['s3:GetObject'], Resource: ['*'] })],
    ['empty statement ids, twice', document({ ...fine, Sid: '' }, { ...fine, Sid: '' })],
    [
      'conditions with quantifiers',
      document({ ...fine, Condition: { 'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': 'a' } } }),
    ],
    ['percent signs', document({ ...fine, Resource: 'arn:aws:apigateway:us-east-1::/tags/arn%3Aaws' })],
    ['characters beyond ASCII', document({ ...fine, Resource: "arn:aws:s3:::für/*'()!" })],
  ])('%s', async (_, text) => {
    await put(text);
    const answer = await iam.send(new GetRolePolicyCommand({ RoleName: 'worker', PolicyName: 'own' }));
    expect(answer.PolicyDocument).toMatch(/^[A-Za-z0-9%._~-]+$/);
    expect(decodeURIComponent(answer.PolicyDocument!)).toBe(text);
  });
});

const service = { Principal: { Service: 'lambda.amazonaws.com' } };

describe('trust policies that IAM refuses', () => {
  it.each<[string, string, string]>([
    ['no JSON', '{,}', 'This policy contains invalid Json'],
    ['no statements', document(), 'Missing required field Statement'],
    [
      'an unknown field',
      JSON.stringify({ Version: '2012-10-17', Statement: [], Name: 'x' }),
      'Unknown field Name',
    ],
    ['an unknown field of a statement', trustOf({ ...service, Who: 'x' }), 'Unknown field Who'],
    ['a resource', trustOf({ ...service, Resource: '*' }), 'Has prohibited field Resource'],
    ['no principal', trustOf({}), 'Missing required field Principal'],
    ['no action', document({ Effect: 'Allow', ...service }), 'Missing required field Action'],
    ['no effect', document({ Action: 'sts:AssumeRole', ...service }), 'Missing required field Effect'],
    ['another version', JSON.stringify({ Version: '2013', Statement: [] }), syntax],
    [
      'an action that is not to assume',
      trustOf({ ...service, Action: ['sts:AssumeRole', 'lambda:InvokeFunction'] }),
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    [
      'an operator that IAM does not have',
      trustOf({ ...service, Condition: { Equals: { a: 'b' } } }),
      'Invalid Condition type : Equals.',
    ],
    ['a principal that is a name', trustOf({ Principal: 'me' }), 'Invalid principal in policy.'],
    [
      'a kind of principal that is none',
      trustOf({ Principal: { User: 'me' } }),
      'Invalid principal in policy.',
    ],
    [
      'a service by its short name',
      trustOf({ Principal: { Service: 'lambda' } }),
      'Invalid principal in policy: "SERVICE":"lambda"',
    ],
    ['a user by its name', trustOf({ Principal: { AWS: 'me' } }), 'Invalid principal in policy: "AWS":"me"'],
    [
      'a role that is not there',
      trustOf({ Principal: { AWS: 'arn:aws:iam::111111111111:role/gone' } }),
      'Invalid principal in policy: "AWS":"arn:aws:iam::111111111111:role/gone"',
    ],
    [
      'a role with a star',
      trustOf({ Principal: { AWS: 'arn:aws:iam::111111111111:role/*' } }),
      'Invalid principal in policy: "AWS":"arn:aws:iam::111111111111:role/*"',
    ],
  ])('%s', async (_, text, message) => {
    expect(await refusal(trust(text))).toEqual({
      name: 'MalformedPolicyDocumentException',
      message,
      status: 400,
    });
  });
});

describe('trust policies that IAM takes, in its own form', () => {
  it.each<[string, object, object]>([
    ['a list of one action', { ...service, Action: ['sts:AssumeRole'] }, service],
    ['a list of one service', { Principal: { Service: ['lambda.amazonaws.com'] } }, service],
    [
      'an account',
      { Principal: { AWS: '222222222222' } },
      { Principal: { AWS: 'arn:aws:iam::222222222222:root' } },
    ],
    [
      'accounts in a list',
      { Principal: { AWS: ['222222222222', '*'] } },
      { Principal: { AWS: ['arn:aws:iam::222222222222:root', '*'] } },
    ],
    [
      'values of conditions',
      { ...service, Condition: { StringEquals: { 'aws:SourceAccount': ['111111111111'] } } },
      { ...service, Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } } },
    ],
    [
      'a role that is there',
      { Principal: { AWS: 'arn:aws:iam::111111111111:role/worker' } },
      { Principal: { AWS: 'arn:aws:iam::111111111111:role/worker' } },
    ],
    [
      'a role of an account that cannot be looked into',
      { Principal: { AWS: 'arn:aws:iam::333333333333:role/x' } },
      { Principal: { AWS: 'arn:aws:iam::333333333333:role/x' } },
    ],
    [
      'a regional service',
      { Principal: { Service: 'states.us-west-2.amazonaws.com' } },
      { Principal: { Service: 'states.us-west-2.amazonaws.com' } },
    ],
    [
      'an identity provider',
      {
        Principal: { Federated: 'token.actions.githubusercontent.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
      },
      {
        Principal: { Federated: 'token.actions.githubusercontent.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
      },
    ],
    ['everyone', { Principal: '*' }, { Principal: '*' }],
  ])('%s', async (_, given, kept) => {
    await trust(trustOf(given));
    expect(await trustInForce()).toEqual(JSON.parse(trustOf(kept)));
  });

  it('a statement without its list, with white space', async () => {
    const statement = { Action: 'sts:AssumeRole', Effect: 'Allow', ...service };
    await trust(JSON.stringify({ Statement: statement, Version: '2012-10-17' }, null, 2));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'worker' }));
    expect(decodeURIComponent(Role!.AssumeRolePolicyDocument!)).toBe(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
    );
  });

  async function trustInForce(): Promise<unknown> {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'worker' }));
    return JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!));
  }
});
