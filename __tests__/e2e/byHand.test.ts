/** The by-hand procedure of the console and the AWS CLI, call for call, through the SDK against `stepline local`. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  InvokeCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { ZipFile } from 'yazl';
import { root, startLocal, type RunningLocal } from '../support/spawn.ts';

const account = '123456789012';
const basicExecution = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

let local: RunningLocal;
let iam: IAMClient;
let lambda: LambdaClient;
let sfn: SFNClient;

beforeAll(async () => {
  local = await startLocal();
  const config = {
    endpoint: local.endpoint,
    region: 'us-west-2',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  };
  iam = new IAMClient(config);
  lambda = new LambdaClient(config);
  sfn = new SFNClient(config);
});

afterAll(async () => {
  for (const client of [iam, lambda, sfn]) client.destroy();
  await local[Symbol.asyncDispose]();
});

describe('the procedure by hand', () => {
  it('makes a role for the functions', async () => {
    await createRole('lambda-role', 'lambda.amazonaws.com');
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'lambda-role', PolicyArn: basicExecution }));
  });

  it.each(['lambda_function_1', 'lambda_function_2'])('makes the function %s', async (name) => {
    const { State } = await lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Runtime: 'python3.9',
        Handler: `${name}.lambda_handler`,
        Role: roleArn('lambda-role'),
        Code: { ZipFile: await zipOf(name) },
      }),
    );
    expect(State).toBe('Pending');
    await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 30, minDelay: 1 }, { FunctionName: name });
  });

  it('serves a public URL: 403 with one statement, 200 with both', async () => {
    const FunctionName = 'lambda_function_1';
    const { FunctionUrl = '' } = await lambda.send(
      new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE' }),
    );
    await lambda.send(
      new AddPermissionCommand({
        FunctionName,
        FunctionUrlAuthType: 'NONE',
        StatementId: 'FunctionURLAllowPublicAccess',
        Principal: '*',
        Action: 'lambda:InvokeFunctionUrl',
      }),
    );
    const forbidden = await fetch(FunctionUrl);
    expect(forbidden.status).toBe(403);
    expect(forbidden.headers.get('x-amzn-errortype')).toBe('AccessDeniedException');
    await lambda.send(
      new AddPermissionCommand({
        FunctionName,
        InvokedViaFunctionUrl: true,
        StatementId: 'FunctionURLInvokeAllowPublicAccess',
        Principal: '*',
        Action: 'lambda:InvokeFunction',
      }),
    );
    const allowed = await fetch(FunctionUrl);
    expect({ status: allowed.status, body: await allowed.text() }).toEqual({
      status: 200,
      body: '"Hello from Lambda!"',
    });
  });

  it('invokes, and waits for the answer or does not', async () => {
    const FunctionName = 'lambda_function_1';
    const sync = await lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
    expect(JSON.parse(sync.Payload?.transformToString() ?? '')).toEqual({
      statusCode: 200,
      body: '"Hello from Lambda!"',
    });
    const event = await lambda.send(
      new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: '{}' }),
    );
    expect(event.StatusCode).toBe(202);
  });

  it('is denied the invocation while the role only may write logs, and succeeds once it may invoke', async () => {
    await createRole('states-role', 'states.us-west-2.amazonaws.com');
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'states-role', PolicyArn: basicExecution }));
    const { stateMachineArn } = await sfn.send(
      new CreateStateMachineCommand({ name: 'by-hand', roleArn: roleArn('states-role'), definition }),
    );

    const denied = await execute(stateMachineArn);
    expect(denied).toMatchObject({ status: 'FAILED', error: 'Lambda.AWSLambdaException' });
    expect(denied.cause).toContain('is not authorized to perform: lambda:InvokeFunction');

    const statement = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' };
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'states-role',
        PolicyName: 'invoke',
        PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
      }),
    );
    const allowed = await execute(stateMachineArn);
    expect(allowed).toMatchObject({ status: 'SUCCEEDED' });
    expect(JSON.parse(allowed.output ?? '')).toEqual({ statusCode: 200, body: '"Hello from Lambda!"' });
    const { events = [] } = await sfn.send(
      new GetExecutionHistoryCommand({ executionArn: allowed.executionArn }),
    );
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      ...Array.from({ length: 2 }, () => [
        'TaskStateEntered',
        'TaskScheduled',
        'TaskStarted',
        'TaskSucceeded',
        'TaskStateExited',
      ]).flat(),
      'ExecutionSucceeded',
    ]);
  });
});

/** As the console writes it, without the Retry block: a denial is to show at once. */
const definition = JSON.stringify({
  StartAt: 'One',
  States: {
    One: { ...invocation('lambda_function_1'), Next: 'Two' },
    Two: { ...invocation('lambda_function_2'), End: true },
  },
});

function invocation(name: string): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    OutputPath: '$.Payload',
    Parameters: {
      'Payload.$': '$',
      FunctionName: `arn:aws:lambda:us-west-2:${account}:function:${name}:$LATEST`,
    },
  };
}

function roleArn(name: string): string {
  return `arn:aws:iam::${account}:role/${name}`;
}

async function createRole(name: string, service: string): Promise<void> {
  const statement = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: document }));
}

async function zipOf(name: string): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addFile(join(root, 'functions', `${name}.py`), `${name}.py`);
  zip.end();
  return buffer(zip.outputStream);
}

async function execute(stateMachineArn: string | undefined) {
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
  for (;;) {
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (execution.status !== 'RUNNING') return execution;
  }
}
