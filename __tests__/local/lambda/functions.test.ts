import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  CreateCodeSigningConfigCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionCodeSigningConfigCommand,
  GetFunctionConfigurationCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type CreateFunctionRequest,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { account, refusal, SteppedClock, trustOf } from '../support.ts';
import { createFunction, invoke, lambdaOf, roleArn, startLambda, updated, zipOf } from './support.ts';

const echo = { 'handler.py': 'def handler(event, context):\n    return event\n' };
const arn = `arn:aws:lambda:us-east-1:${account}:function:fn`;

async function request(changes: Partial<CreateFunctionRequest> = {}): Promise<CreateFunctionCommand> {
  return new CreateFunctionCommand({
    FunctionName: 'fn',
    Runtime: 'python3.12',
    Handler: 'handler.handler',
    Role: roleArn,
    Code: { ZipFile: await zipOf(echo) },
    ...changes,
  });
}

describe('CreateFunction', () => {
  it('answers Pending, with AWS’s defaults, and is Active soon after', async () => {
    const clock = new SteppedClock();
    const { lambda } = await startLambda({ clock });
    const zip = await zipOf(echo);
    const { $metadata, ...created } = await lambda.send(await request({ Tags: { a: 'b' } }));
    expect($metadata.httpStatusCode).toBe(201);
    expect(created).toEqual({
      Architectures: ['x86_64'],
      CodeSha256: createHash('sha256').update(zip).digest('base64'),
      CodeSize: zip.length,
      Description: '',
      EphemeralStorage: { Size: 512 },
      FunctionArn: arn,
      FunctionName: 'fn',
      Handler: 'handler.handler',
      LastModified: '2026-11-22T12:00:00.000+0000',
      LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/fn' },
      MemorySize: 128,
      PackageType: 'Zip',
      RevisionId: expect.any(String),
      Role: roleArn,
      Runtime: 'python3.12',
      RuntimeVersionConfig: {
        RuntimeVersionArn: expect.stringMatching(/^arn:aws:lambda:us-east-1::runtime:\w{64}$/),
      },
      SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
      State: 'Pending',
      StateReason: 'The function is being created.',
      StateReasonCode: 'Creating',
      Timeout: 3,
      TracingConfig: { Mode: 'PassThrough' },
      Version: '$LATEST',
    });
    const pending = await refusal(invoke(lambda, 'fn'));
    expect(pending).toEqual({
      name: 'ResourceConflictException',
      message:
        'The operation cannot be performed at this time. The function is currently in the following state: Pending',
      status: 409,
    });
    clock.advance(100);
    const got = await lambda.send(new GetFunctionCommand({ FunctionName: 'fn' }));
    expect(got.Configuration).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
    expect(got.Configuration?.RevisionId).not.toBe(created.RevisionId);
    expect(got.Tags).toEqual({ a: 'b' });
    const download = await fetch(got.Code?.Location ?? '');
    expect(Buffer.from(await download.arrayBuffer()).equals(zip)).toBe(true);
  });

  const long = 'a'.repeat(65);
  const roles = 'arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+';
  const names =
    '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?';
  const rows: [why: string, changes: Partial<CreateFunctionRequest>, name: string, message: string][] = [
    [
      'a role that is no ARN',
      { Role: 'r1' },
      'ValidationException',
      `1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: ${roles}`,
    ],
    [
      'a role that is not there',
      { Role: `arn:aws:iam::${account}:role/nobody` },
      'InvalidParameterValueException',
      'The role defined for the function cannot be assumed by Lambda.',
    ],
    [
      'a role that does not trust Lambda',
      { Role: `arn:aws:iam::${account}:role/states` },
      'InvalidParameterValueException',
      'The role defined for the function cannot be assumed by Lambda.',
    ],
    [
      'a role of another account',
      { Role: 'arn:aws:iam::222222222222:role/functions' },
      'AccessDeniedException',
      'Cross-account pass role is not allowed.',
    ],
    [
      'a runtime that is gone',
      { Runtime: 'nodejs14.x' },
      'InvalidParameterValueException',
      'The runtime parameter of nodejs14.x is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.',
    ],
    [
      'a runtime in capitals',
      { Runtime: 'PYTHON3.9' as 'python3.9' },
      'InvalidParameterValueException',
      "Value PYTHON3.9 at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2] or be a valid ARN",
    ],
    [
      'two architectures',
      { Architectures: ['x86_64', 'arm64'] },
      'ValidationException',
      "1 validation error detected: Value '[x86_64, arm64]' at 'architectures' failed to satisfy constraint: Member must have length less than or equal to 1",
    ],
    [
      'no zip',
      { Code: { ZipFile: Buffer.from('this is not a zipfile, just a random string') } },
      'InvalidParameterValueException',
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
    ],
    [
      'a name that is none',
      { FunctionName: 'invalid:function:name' },
      'ValidationException',
      `1 validation error detected: Value 'invalid:function:name' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${names}`,
    ],
    [
      'a name that is too long',
      { FunctionName: long },
      'InvalidParameterValueException',
      `1 validation error detected: Value '${long}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    ],
    [
      'another region',
      { FunctionName: `arn:aws:lambda:ap-southeast-1:${account}:function:fn` },
      'ResourceNotFoundException',
      "Functions from 'ap-southeast-1' are not reachable in this region ('us-east-1')",
    ],
    [
      'a reserved name in the environment',
      { Environment: { Variables: { AWS_REGION: 'x', OK: 'y' } } },
      'InvalidParameterValueException',
      'Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION',
    ],
    [
      'an environment over 4 KB, measured as JSON',
      { Environment: { Variables: { LARGE: 'x'.repeat(4085) } } },
      'InvalidParameterValueException',
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: {"LARGE":"${'x'.repeat(4085)}"}`,
    ],
    [
      'too little memory and too much time',
      { MemorySize: 64, Timeout: 901 },
      'ValidationException',
      "2 validation errors detected: Value '64' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128; Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900",
    ],
    [
      'a name that is taken',
      { FunctionName: 'taken' },
      'ResourceConflictException',
      'Function already exist: taken',
    ],
    [
      'a layer that is not there',
      { Layers: [`arn:aws:lambda:us-east-1:${account}:layer:l:1`] },
      'InvalidParameterValueException',
      'Layer version arn:aws:lambda:us-east-1:111111111111:layer:l:1 does not exist.',
    ],
  ];

  it.each([
    [
      'file systems',
      { FileSystemConfigs: [{ Arn: 'arn:aws:elasticfilesystem:x', LocalMountPath: '/mnt/x' }] },
    ],
    ['tenants', { TenancyConfig: { TenantIsolationMode: 'PER_TENANT' as const } }],
    ['durable executions', { DurableConfig: { ExecutionTimeout: 60 } }],
    ['container images', { PackageType: 'Image' as const, Code: { ImageUri: 'image' } }],
  ])('says that it has no %s', async (what, changes) => {
    const { lambda } = await startLambda();
    expect(await refusal(lambda.send(await request(changes)))).toEqual({
      name: 'NotImplemented',
      message: `The embedded AWS does not have ${what} of Lambda functions`,
      status: 501,
    });
  });

  it('takes the code signing configuration along', async () => {
    const { lambda } = await startLambda();
    const AllowedPublishers = {
      SigningProfileVersionArns: [`arn:aws:signer:us-east-1:${account}:/signing-profiles/p/abcdefghij`],
    };
    const made = await lambda.send(new CreateCodeSigningConfigCommand({ AllowedPublishers }));
    const { CodeSigningConfigArn } = made.CodeSigningConfig!;
    await lambda.send(await request({ CodeSigningConfigArn }));
    const found = await lambda.send(new GetFunctionCodeSigningConfigCommand({ FunctionName: 'fn' }));
    expect(found.CodeSigningConfigArn).toBe(CodeSigningConfigArn);
    const nowhere = `${CodeSigningConfigArn!.slice(0, -1)}${CodeSigningConfigArn!.endsWith('0') ? '1' : '0'}`;
    const other = await request({ FunctionName: 'other', CodeSigningConfigArn: nowhere });
    expect((await refusal(lambda.send(other))).name).toBe('CodeSigningConfigNotFoundException');
  });

  it('refuses what AWS refuses', async () => {
    const clients = await startLambda();
    const AssumeRolePolicyDocument = trustOf({ Principal: { Service: 'states.amazonaws.com' } });
    await clients.iam.send(new CreateRoleCommand({ RoleName: 'states', AssumeRolePolicyDocument }));
    await clients.lambda.send(await request({ FunctionName: 'taken' }));
    for (const [why, changes, name, message] of rows) {
      const got = await refusal(clients.lambda.send(await request(changes)));
      expect({ why, name: got.name, message: got.message }).toEqual({ why, name, message });
    }
  });

  it('notes a runtime that AWS is about to refuse', async () => {
    const notes: string[] = [];
    const { lambda } = await startLambda({ note: (line) => notes.push(line) });
    await lambda.send(await request({ Runtime: 'python3.9' }));
    expect(notes).toEqual([expect.stringMatching(/^python3\.9 is deprecated/)]);
  });
});

describe('updates', () => {
  it('run the old code until they have settled, then the new, and refuse another one meanwhile', async () => {
    const clock = new SteppedClock();
    const { lambda } = await startLambda({ clock });
    await lambda.send(await request());
    clock.advance(100);
    const ZipFile = await zipOf({ 'handler.py': 'def handler(event, context):\n    return "new"\n' });
    const changed = await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'fn', ZipFile }));
    expect(changed).toMatchObject({ State: 'Active', LastUpdateStatus: 'InProgress' });
    expect(
      await refusal(lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'fn', ZipFile }))),
    ).toEqual({
      name: 'ResourceConflictException',
      message: `The operation cannot be performed at this time. An update is in progress for resource: ${arn}`,
      status: 409,
    });
    clock.advance(100);
    expect(
      (await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'fn' }))).LastUpdateStatus,
    ).toBe('Successful');
  });

  it('take effect on the next request', async () => {
    const clients = await startLambda();
    await createFunction(clients, {
      files: {
        'handler.py': 'import os\ndef handler(event, context):\n    return os.environ.get("STAGE")\n',
      },
    });
    expect((await invoke(clients.lambda, 'fn')).payload).toBeNull();
    const Environment = { Variables: { STAGE: 'prod' } };
    await clients.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'fn', Environment }));
    await updated(clients.lambda, 'fn');
    expect((await invoke(clients.lambda, 'fn')).payload).toBe('prod');
  });

  it('of the configuration are patches: absent members stay, empty ones clear', async () => {
    const clients = await startLambda();
    const before = {
      Description: 'd',
      Timeout: 9,
      MemorySize: 256,
      Environment: { Variables: { KEY: '1' } },
    };
    await createFunction(clients, { files: echo, ...before });
    const rows: [changes: object, expected: object][] = [
      [{ Environment: {} }, before],
      [{ Environment: { Variables: {} } }, { ...before, Environment: { Variables: {} } }],
      [{ Description: '' }, { Description: '', Timeout: 9 }],
      [{ Timeout: 10 }, { Timeout: 10, MemorySize: 256 }],
      [
        { LoggingConfig: { LogFormat: 'JSON' } },
        {
          LoggingConfig: {
            LogFormat: 'JSON',
            ApplicationLogLevel: 'INFO',
            SystemLogLevel: 'INFO',
            LogGroup: '/aws/lambda/fn',
          },
        },
      ],
      [
        { LoggingConfig: { LogFormat: 'Text' } },
        { LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/fn' } },
      ],
    ];
    for (const [changes, expected] of rows) {
      const command = new UpdateFunctionConfigurationCommand({ FunctionName: 'fn', ...changes });
      expect(await clients.lambda.send(command)).toMatchObject(expected);
      await updated(clients.lambda, 'fn');
    }
  });

  it('with DryRun change nothing, and with another RevisionId are refused', async () => {
    const clients = await startLambda();
    await createFunction(clients, { files: echo });
    const before = await clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'fn' }));
    const ZipFile = await zipOf({ 'handler.py': 'x = 1' });
    const dry = await clients.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'fn', ZipFile, DryRun: true }),
    );
    expect(dry.CodeSha256).toBe(createHash('sha256').update(ZipFile).digest('base64'));
    const after = await clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'fn' }));
    expect({ sha: after.CodeSha256, revision: after.RevisionId }).toEqual({
      sha: before.CodeSha256,
      revision: before.RevisionId,
    });
    const wrong = new UpdateFunctionCodeCommand({ FunctionName: 'fn', ZipFile, RevisionId: 'wrong' });
    expect(await refusal(clients.lambda.send(wrong))).toMatchObject({
      name: 'PreconditionFailedException',
      status: 412,
    });
  });
});

describe('names', () => {
  const notFound = 'ResourceNotFoundException';
  const rows: [
    why: string,
    call: (lambda: LambdaClient) => Promise<unknown>,
    name: string,
    message: string,
  ][] = [
    [
      'a function that is not there',
      (lambda) => lambda.send(new GetFunctionCommand({ FunctionName: 'nowhere' })),
      notFound,
      `Function not found: ${arn.replace(/fn$/, 'nowhere')}`,
    ],
    [
      'invoked, with the version that was meant',
      (lambda) => invoke(lambda, 'nowhere'),
      notFound,
      `Function not found: ${arn.replace(/fn$/, 'nowhere')}:$LATEST`,
    ],
    [
      'a version that is not there',
      (lambda) => lambda.send(new GetFunctionCommand({ FunctionName: 'fn', Qualifier: '1221' })),
      notFound,
      `Function not found: ${arn}:1221`,
    ],
    [
      'a name and another qualifier',
      (lambda) => lambda.send(new GetFunctionCommand({ FunctionName: `${arn}:1`, Qualifier: '$LATEST' })),
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    ],
    [
      'another region',
      (lambda) => invoke(lambda, arn.replace('us-east-1', 'eu-central-1')),
      notFound,
      "Functions from 'eu-central-1' are not reachable in this region ('us-east-1')",
    ],
    [
      '$LATEST cannot be deleted alone',
      (lambda) => lambda.send(new DeleteFunctionCommand({ FunctionName: 'fn', Qualifier: '$LATEST' })),
      'InvalidParameterValueException',
      '$LATEST version cannot be deleted without deleting the function.',
    ],
    [
      'a qualifier that is none',
      (lambda) => invoke(lambda, 'fn', {}, { Qualifier: 'invalid!' }),
      'ValidationException',
      "1 validation error detected: Value 'invalid!' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: \\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+",
    ],
    [
      'tags of a version',
      (lambda) => lambda.send(new TagResourceCommand({ Resource: `${arn}:1`, Tags: { a: 'b' } })),
      'InvalidParameterValueException',
      'Tags on function aliases and versions are not supported. Please specify a function ARN.',
    ],
  ];

  it('are told apart as AWS tells them', async () => {
    const clients = await startLambda();
    await createFunction(clients, { files: echo });
    for (const [why, call, name, message] of rows) {
      const got = await refusal(call(clients.lambda));
      expect({ why, name: got.name, message: got.message }).toEqual({ why, name, message });
    }
    for (const FunctionName of ['fn', arn, `${account}:function:fn`, 'function:fn', `${arn}:$LATEST`]) {
      expect((await invoke(clients.lambda, FunctionName, { by: FunctionName })).payload).toEqual({
        by: FunctionName,
      });
    }
  });

  it('of one account mean nothing in another one', async () => {
    const clients = await startLambda();
    await createFunction(clients, { files: echo });
    const other = lambdaOf(clients.endpoint, { accessKeyId: '222222222222', secretAccessKey: 'x' });
    expect((await other.send(new ListFunctionsCommand({}))).Functions).toEqual([]);
    expect(await refusal(invoke(other, arn))).toMatchObject({ name: 'AccessDeniedException', status: 403 });
  });
});

describe('lists, tags and deletion', () => {
  it('pages, tags and deletes', async () => {
    const clock = new SteppedClock();
    const { lambda } = await startLambda({ clock });
    for (const FunctionName of ['b', 'c', 'a']) await lambda.send(await request({ FunctionName }));
    const first = await lambda.send(new ListFunctionsCommand({ MaxItems: 2 }));
    const { NextMarker: Marker } = first;
    const second = await lambda.send(new ListFunctionsCommand({ Marker }));
    expect(
      [first, second].map(({ Functions }) => Functions?.map(({ FunctionName }) => FunctionName)),
    ).toEqual([['a', 'b'], ['c']]);
    expect(second.NextMarker).toBeUndefined();
    expect(first.Functions?.[0]).not.toHaveProperty('State');
    const Resource = `arn:aws:lambda:us-east-1:${account}:function:a`;
    await lambda.send(new TagResourceCommand({ Resource, Tags: { one: '1', two: '2', three: '3' } }));
    await lambda.send(new UntagResourceCommand({ Resource, TagKeys: ['one', 'two'] }));
    expect((await lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ three: '3' });
    clock.advance(100);
    await lambda.send(new DeleteFunctionCommand({ FunctionName: 'a' }));
    expect(await refusal(lambda.send(new DeleteFunctionCommand({ FunctionName: 'a' })))).toMatchObject({
      message: `Function not found: ${Resource}`,
    });
  });
});
