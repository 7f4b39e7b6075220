/** SimulatePrincipalPolicy, SimulateCustomPolicy and the keys that they need. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  GetContextKeysForCustomPolicyCommand,
  GetContextKeysForPrincipalPolicyCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
  type EvaluationResult,
  type SimulateCustomPolicyRequest,
} from '@aws-sdk/client-iam';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { account, clientsOf, document, refusal, trustOf } from '../support.ts';

const PolicySourceArn = `arn:aws:iam::${account}:role/app/worker`;
const bucket = 'arn:aws:s3:::b';

let aws: LocalAws;
let iam: IAMClient;

const allow = (Action: string, more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more });
const deny = (Action: string) => ({ Effect: 'Deny', Action, Resource: '*' });

/** A role with an inline policy, a managed one of its own, one of AWS's, and a boundary. */
async function makeRole(RoleName: string): Promise<void> {
  const put = {
    RoleName,
    PolicyName: 'inline',
    PolicyDocument: document(allow('s3:Get*'), deny('s3:GetObjectAcl')),
  };
  const PolicyDocument = document(allow('sqs:*'), allow('s3:*'), deny('s3:DeleteBucket'));
  await iam.send(new CreateRoleCommand({ RoleName, Path: '/app/', AssumeRolePolicyDocument: trustOf() }));
  await iam.send(new PutRolePolicyCommand(put));
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'limit', PolicyDocument }));
  for (const name of ['AmazonSQSFullAccess', 'AmazonDynamoDBReadOnlyAccess']) {
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: `arn:aws:iam::aws:policy/${name}` }));
  }
  await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: Policy?.Arn }));
}

beforeAll(async () => {
  aws = await startLocalAws();
  ({ iam } = clientsOf(aws.endpoint));
  await makeRole('worker');
});

afterAll(() => aws.close());

async function ofRole(action: string, ...ResourceArns: string[]): Promise<EvaluationResult> {
  const command = new SimulatePrincipalPolicyCommand({
    PolicySourceArn,
    ActionNames: [action],
    ResourceArns,
  });
  const { EvaluationResults } = await iam.send(command);
  return EvaluationResults![0]!;
}

type Custom = Partial<Omit<SimulateCustomPolicyRequest, 'ActionNames'>>;

async function custom(request: Custom): Promise<(string | undefined)[]> {
  const { EvaluationResults } = await iam.send(
    new SimulateCustomPolicyCommand({
      PolicyInputList: [],
      ...request,
      ActionNames: ['s3:GetBucketTagging'],
    }),
  );
  return EvaluationResults!.map(({ EvalDecision }) => EvalDecision);
}

describe('a simulation for a role', () => {
  it('names the statement that allows, and its place in the policy', async () => {
    expect(await ofRole('s3:GetObject', `${bucket}/k`)).toEqual({
      EvalActionName: 's3:GetObject',
      EvalResourceName: `${bucket}/k`,
      EvalDecision: 'allowed',
      EvalDecisionDetails: {},
      MatchedStatements: [
        {
          SourcePolicyId: 'role_worker_inline',
          SourcePolicyType: 'IAM Policy',
          StartPosition: { Line: 1, Column: 38 },
          EndPosition: { Line: 1, Column: 90 },
        },
      ],
      MissingContextValues: [],
      OrganizationsDecisionDetail: { AllowedByOrganizations: true },
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true },
      ResourceSpecificResults: [
        {
          EvalResourceName: `${bucket}/k`,
          EvalResourceDecision: 'allowed',
          MatchedStatements: [expect.objectContaining({ SourcePolicyId: 'role_worker_inline' })],
          MissingContextValues: [],
          PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true },
        },
      ],
    });
  });

  const rows: [why: string, action: string, decision: string, sources: string[], within: boolean][] = [
    ['a policy of AWS allows it', 'sqs:SendMessage', 'allowed', ['AmazonSQSFullAccess'], true],
    ['a statement denies it', 's3:GetObjectAcl', 'explicitDeny', ['role_worker_inline'], true],
    ['nobody allows it', 's3:PutObject', 'implicitDeny', [], true],
    ['the boundary does not allow it', 'dynamodb:GetItem', 'implicitDeny', [], false],
    ['the boundary denies it', 's3:DeleteBucket', 'explicitDeny', ['limit'], false],
  ];

  it.each(rows)('says that %s', async (_why, action, decision, sources, within) => {
    const result = await ofRole(action);
    expect(result).toMatchObject({
      EvalResourceName: '*',
      EvalDecision: decision,
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: within },
    });
    expect(result.MatchedStatements!.map(({ SourcePolicyId }) => SourcePolicyId)).toEqual(sources);
    expect(result).not.toHaveProperty('ResourceSpecificResults');
  });

  it('answers every action on every resource, in pages', async () => {
    const request = {
      PolicySourceArn,
      ActionNames: ['s3:GetObject', 's3:PutObject'],
      ResourceArns: ['*', bucket],
    };
    const first = await iam.send(new SimulatePrincipalPolicyCommand({ ...request, MaxItems: 3 }));
    expect(first).toMatchObject({ IsTruncated: true });
    const rest = await iam.send(new SimulatePrincipalPolicyCommand({ ...request, Marker: first.Marker }));
    expect(first.EvaluationResults).toHaveLength(3);
    expect(rest.EvaluationResults).toMatchObject([
      { EvalActionName: 's3:PutObject', EvalResourceName: bucket, EvalDecision: 'implicitDeny' },
    ]);
  });

  it('needs somebody to simulate', async () => {
    const failing = async (arn: string) =>
      refusal(
        iam.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn: arn, ActionNames: ['s3:GetObject'] })),
      );
    expect(await failing(`arn:aws:iam::${account}:role/nobody`)).toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name nobody cannot be found.',
    });
    expect((await failing('arn:aws:s3:::bucket/with-a-name')).name).toBe('InvalidInputException');
  });
});

describe('a simulation of policies that are not there yet', () => {
  const home = document({ ...allow('s3:*'), Resource: 'arn:aws:s3:::home-${aws:username}' });
  const byTag = document(
    allow('s3:*', { Condition: { StringEquals: { 'aws:RequestTag/team': ['a', 'b'] } } }),
  );
  const entry = (name: string, ...values: string[]) => ({
    ContextKeyName: name,
    ContextKeyValues: values,
    ContextKeyType: 'string' as const,
  });

  const rows: [why: string, request: Custom, decision: string][] = [
    ['allow', { PolicyInputList: [document(allow('s3:*'))] }, 'allowed'],
    ['deny', { PolicyInputList: [document(allow('s3:*')), document(deny('s3:Get*'))] }, 'explicitDeny'],
    ['want a condition that is not met', { PolicyInputList: [byTag] }, 'implicitDeny'],
    [
      'want a condition that is met',
      { PolicyInputList: [byTag], ContextEntries: [entry('aws:RequestTag/team', 'b')] },
      'allowed',
    ],
    [
      'fill in a variable',
      {
        PolicyInputList: [home],
        ResourceArns: ['arn:aws:s3:::home-ann'],
        ContextEntries: [entry('aws:username', 'ann')],
      },
      'allowed',
    ],
    [
      'are bounded',
      {
        PolicyInputList: [document(allow('*'))],
        PermissionsBoundaryPolicyInputList: [document(allow('sqs:*'))],
      },
      'implicitDeny',
    ],
    [
      'are those of the resource',
      { ResourceArns: [bucket], ResourcePolicy: document(allow('s3:*', { Principal: '*' })) },
      'allowed',
    ],
  ];

  it.each(rows)('sees that they %s', async (_why, request, decision) => {
    expect(await custom(request)).toEqual([decision]);
  });

  it('tells the places of all statements of a text that people wrote', async () => {
    const text = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "First",
      "Effect": "Allow",
      "Action": "*",
      "Resource": "*"
    },
    { "Effect": "Allow", "Action": "s3:*", "Resource": "*" }
  ]
}`;
    const { EvaluationResults } = await iam.send(
      new SimulateCustomPolicyCommand({ PolicyInputList: [text], ActionNames: ['s3:GetObject'] }),
    );
    expect(EvaluationResults![0]!.MatchedStatements).toEqual([
      {
        SourcePolicyId: 'PolicyInputList.1',
        SourcePolicyType: 'IAM Policy',
        StartPosition: { Line: 3, Column: 17 },
        EndPosition: { Line: 9, Column: 6 },
      },
      {
        SourcePolicyId: 'PolicyInputList.1',
        SourcePolicyType: 'IAM Policy',
        StartPosition: { Line: 9, Column: 6 },
        EndPosition: { Line: 10, Column: 61 },
      },
    ]);
  });

  it('tells the keys that are missing, and those that policies need', async () => {
    const request = { PolicyInputList: [home, byTag, byTag], ActionNames: ['s3:ListBucket'] };
    const { EvaluationResults } = await iam.send(new SimulateCustomPolicyCommand(request));
    expect(EvaluationResults![0]!.MissingContextValues).toEqual(['aws:username', 'aws:RequestTag/team']);
    const keys = await iam.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [home, byTag] }));
    expect(keys.ContextKeyNames).toEqual(['aws:username', 'aws:RequestTag/team']);
    const ofRoles = new GetContextKeysForPrincipalPolicyCommand({
      PolicySourceArn,
      PolicyInputList: [byTag],
    });
    expect((await iam.send(ofRoles)).ContextKeyNames).toEqual(['aws:RequestTag/team']);
  });

  it('refuses what is no policy', async () => {
    const command = new SimulateCustomPolicyCommand({
      PolicyInputList: ['{'],
      ActionNames: ['s3:GetObject'],
    });
    expect(await refusal(iam.send(command))).toMatchObject({ name: 'InvalidInputException', status: 400 });
  });
});
