import { describe, expect, it } from '@jest/globals';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  GetPolicyCommand,
  PublishVersionCommand,
  RemovePermissionCommand,
  type AddPermissionRequest,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { account, document, refusal, trustOf } from '../support.ts';
import { createFunction, invoke, lambdaOf, startLambda, type LambdaClients } from './support.ts';

const echo = { 'handler.py': 'def handler(event, context):\n    return event\n' };
const arn = `arn:aws:lambda:us-east-1:${account}:function:fn`;
const s3 = {
  FunctionName: 'fn',
  StatementId: 's3',
  Action: 'lambda:InvokeFunction',
  Principal: 's3.amazonaws.com',
};

describe('AddPermission', () => {
  const rows: [
    why: string,
    changes: Partial<AddPermissionRequest>,
    principal: unknown,
    condition: unknown,
  ][] = [
    ['a service', {}, { Service: 's3.amazonaws.com' }, undefined],
    [
      'on behalf of a resource and an account',
      { SourceArn: 'arn:aws:s3:::b', SourceAccount: account },
      { Service: 's3.amazonaws.com' },
      { StringEquals: { 'AWS:SourceAccount': account }, ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::b' } },
    ],
    ['an account', { Principal: '222222222222' }, { AWS: 'arn:aws:iam::222222222222:root' }, undefined],
    [
      'everybody, through a URL that asks for nothing',
      { Principal: '*', Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' },
      '*',
      { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
    ],
    [
      'everybody, but only through a URL',
      { Principal: '*', InvokedViaFunctionUrl: true },
      '*',
      { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } },
    ],
    ['a false condition says nothing', { Principal: '*', InvokedViaFunctionUrl: false }, '*', undefined],
  ];

  it('writes AWS’s statements', async () => {
    const clients = await startLambda();
    await createFunction(clients, { files: echo });
    for (const [index, [why, changes, Principal, Condition]] of rows.entries()) {
      const Sid = `row-${index}`;
      const { Statement = '' } = await clients.lambda.send(
        new AddPermissionCommand({ ...s3, ...changes, StatementId: Sid }),
      );
      const Action = changes.Action ?? 'lambda:InvokeFunction';
      const statement = {
        Sid,
        Effect: 'Allow',
        Principal,
        Action,
        Resource: arn,
        ...(Condition !== undefined && { Condition }),
      };
      expect({ why, statement: JSON.parse(Statement) as unknown }).toEqual({ why, statement });
    }
  });

  it('keeps a policy for each qualifier, which can be taken back', async () => {
    const clients = await startLambda();
    const { lambda } = clients;
    await createFunction(clients, { files: echo });
    await lambda.send(new PublishVersionCommand({ FunctionName: 'fn' }));
    await lambda.send(new AddPermissionCommand(s3));
    await lambda.send(new AddPermissionCommand({ ...s3, Qualifier: '1' }));
    const { Policy = '' } = await lambda.send(new GetPolicyCommand({ FunctionName: 'fn', Qualifier: '1' }));
    expect(JSON.parse(Policy)).toEqual({
      Version: '2012-10-17',
      Id: 'default',
      Statement: [expect.objectContaining({ Sid: 's3', Resource: `${arn}:1` })],
    });
    await lambda.send(new RemovePermissionCommand({ FunctionName: 'fn', StatementId: 's3' }));
    expect(await refusal(lambda.send(new GetPolicyCommand({ FunctionName: 'fn' })))).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The resource you requested does not exist.',
    });
  });

  const invalid = 'InvalidParameterValueException';
  const missing = 'ResourceNotFoundException';
  const refused: [
    why: string,
    call: (lambda: LambdaClient) => Promise<unknown>,
    name: string,
    message: string,
  ][] = [
    [
      'an id with a dot',
      (lambda) => lambda.send(new AddPermissionCommand({ ...s3, StatementId: 'a.b' })),
      'ValidationException',
      "1 validation error detected: Value 'a.b' at 'statementId' failed to satisfy constraint: Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)",
    ],
    [
      'an id that is taken',
      (lambda) => lambda.send(new AddPermissionCommand({ ...s3, StatementId: 'taken' })),
      'ResourceConflictException',
      'The statement id (taken) provided already exists. Please provide a new statement id, or remove the existing statement.',
    ],
    [
      '$LATEST',
      (lambda) => lambda.send(new AddPermissionCommand({ ...s3, Qualifier: '$LATEST' })),
      invalid,
      'We currently do not support adding policies for $LATEST.',
    ],
    [
      'a principal that is none',
      (lambda) => lambda.send(new AddPermissionCommand({ ...s3, Principal: 'invalid.nonaws.com' })),
      invalid,
      'The provided principal was invalid. Please check the principal and try again.',
    ],
    [
      'an alias that is not there',
      (lambda) => lambda.send(new AddPermissionCommand({ ...s3, Qualifier: 'nowhere' })),
      missing,
      `Cannot find alias arn: ${arn}:nowhere`,
    ],
    [
      'a version that is not there',
      (lambda) => lambda.send(new AddPermissionCommand({ ...s3, Qualifier: '42' })),
      missing,
      `Function not found: ${arn}:42`,
    ],
    [
      'the URL’s condition with the URL’s action',
      (lambda) =>
        lambda.send(
          new AddPermissionCommand({
            ...s3,
            Action: 'lambda:InvokeFunctionUrl',
            InvokedViaFunctionUrl: true,
          }),
        ),
      invalid,
      'The InvokedViaFunctionUrl condition key is only supported for lambda:InvokeFunction action.',
    ],
    [
      'taking back what is not there',
      (lambda) => lambda.send(new RemovePermissionCommand({ FunctionName: 'fn', StatementId: 'nothing' })),
      missing,
      'Statement nothing is not found in resource policy.',
    ],
  ];

  it('refuses what AWS refuses', async () => {
    const clients = await startLambda();
    await createFunction(clients, { files: echo });
    await clients.lambda.send(new AddPermissionCommand({ ...s3, StatementId: 'taken' }));
    for (const [why, call, name, message] of refused) {
      const got = await refusal(call(clients.lambda));
      expect({ why, name: got.name, message: got.message }).toEqual({ why, name, message });
    }
  });
});

describe('Invoke, as a role', () => {
  /** The function's client as the session of a role that has this policy, or none. */
  async function as(clients: LambdaClients, RoleName: string, policy?: object): Promise<LambdaClient> {
    const AssumeRolePolicyDocument = trustOf({ Principal: { AWS: account } });
    await clients.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    const PolicyDocument = policy && document(policy);
    if (PolicyDocument)
      await clients.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }));
    const RoleArn = `arn:aws:iam::${account}:role/${RoleName}`;
    const { Credentials } = await clients.sts.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' }),
    );
    return lambdaOf(clients.endpoint, {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    });
  }

  it('needs the action on the ARN that it names, from the role or from the function', async () => {
    const clients = await startLambda();
    await createFunction(clients, { files: echo });
    const nobody = await as(clients, 'nobody');
    expect(await refusal(invoke(nobody, 'fn'))).toEqual({
      name: 'AccessDeniedException',
      message: expect.stringMatching(
        new RegExp(
          `^User: arn:aws:sts::${account}:assumed-role/nobody/session is not authorized to perform: lambda:InvokeFunction on resource: ${arn} because no identity-based policy allows the lambda:InvokeFunction action`,
        ),
      ),
      status: 403,
    });
    const some = await as(clients, 'some', {
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: arn,
    });
    expect((await invoke(some, 'fn')).status).toBe(200);
    expect(await refusal(invoke(some, 'fn', {}, { Qualifier: '$LATEST' }))).toMatchObject({ status: 403 });
    const Principal = `arn:aws:iam::${account}:role/nobody`;
    await clients.lambda.send(new AddPermissionCommand({ ...s3, Principal }));
    expect((await invoke(nobody, 'fn')).status).toBe(200);
  });
});
