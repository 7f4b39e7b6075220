/**
 * The procedure by hand, as one types it. A start of the CLI costs a second of a processor: what is called often, or in
 * every form, is in the tests of the services, through the SDK.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AddPermissionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { zipOf } from '../lambda/support.ts';
import { trustOf } from '../support.ts';
import { aws, cliVersion } from './cli.ts';

const [describeIt, name] =
  cliVersion === undefined
    ? [describe.skip, 'the AWS CLI (there is none: install awscli, or name one with AWS_CLI)']
    : [describe, `the AWS CLI: ${cliVersion}`];

const region = 'us-west-2';
const account = '123456789012';
const role = `arn:aws:iam::${account}:role`;
const arn = `arn:aws:states:${region}:${account}:stateMachine:by-hand`;
const hello = { statusCode: 200, body: '"Hello from Lambda!"' };

let local: LocalAws;
let folder: string;
let lambda: LambdaClient;
let sfn: SFNClient;

function type(line: string): Promise<unknown> {
  return aws(line, { endpoint: local.endpoint, folder });
}

function typeAll(...lines: readonly string[]): Promise<unknown[]> {
  return Promise.all(lines.map(type));
}

describeIt(name, () => {
  beforeAll(async () => {
    local = await startLocalAws();
    folder = await mkdtemp(join(tmpdir(), 'stepline-cli-'));
    const credentials = { accessKeyId: account, secretAccessKey: 'any' };
    lambda = new LambdaClient({ endpoint: local.endpoint, region, credentials });
    sfn = new SFNClient({ endpoint: local.endpoint, region, credentials });
    await writeFiles();
  });

  afterAll(async () => {
    lambda.destroy();
    sfn.destroy();
    await local.close();
    await rm(folder, { recursive: true });
  });

  it('says who it is, and makes the roles', async () => {
    const [identity, created] = await typeAll(
      'aws sts get-caller-identity',
      'aws iam create-role --role-name lambda-role --assume-role-policy-document file://trust-lambda.json',
      'aws iam create-role --role-name states-role --assume-role-policy-document file://trust-states.json',
    );
    expect(identity).toEqual({ UserId: account, Account: account, Arn: `arn:aws:iam::${account}:root` });
    expect(created).toMatchObject({ Role: { RoleName: 'lambda-role', Arn: `${role}/lambda-role` } });
  });

  it('lets them write logs, and makes functions and a state machine', async () => {
    const policy = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    await typeAll(
      `aws iam attach-role-policy --role-name lambda-role --policy-arn ${policy}`,
      `aws iam attach-role-policy --role-name states-role --policy-arn ${policy}`,
    );
    const create = (name: string): string =>
      `aws lambda create-function --function-name ${name} --runtime python3.9 --role ${role}/lambda-role ` +
      `--handler ${name}.lambda_handler --zip-file fileb://${name}.zip`;
    const [first, , machine] = await typeAll(
      create('lambda_function_1'),
      create('lambda_function_2'),
      'aws stepfunctions create-state-machine --name by-hand --definition file://definition.json ' +
        `--role-arn ${role}/states-role`,
    );
    expect(first).toMatchObject({ FunctionName: 'lambda_function_1', State: 'Pending' });
    expect(machine).toMatchObject({ stateMachineArn: arn });
  });

  it('waits for them', async () => {
    const waited = await typeAll(
      'aws lambda wait function-active-v2 --function-name lambda_function_1',
      'aws lambda wait function-active-v2 --function-name lambda_function_2',
      'aws iam wait role-exists --role-name states-role',
    );
    expect(waited).toEqual([undefined, undefined, undefined]);
  });

  it('opens a URL: 403 with one statement, 200 with both', async () => {
    const [config] = await typeAll(
      'aws lambda create-function-url-config --function-name lambda_function_1 --auth-type NONE',
      'aws lambda add-permission --function-name lambda_function_1 --function-url-auth-type NONE ' +
        '--statement-id FunctionURLAllowPublicAccess --principal "*" --action lambda:InvokeFunctionUrl',
    );
    const { FunctionUrl } = config as { FunctionUrl: string };
    expect((await fetch(FunctionUrl)).status).toBe(403);
    // Debian's CLI does not know --invoked-via-function-url.
    await lambda.send(
      new AddPermissionCommand({
        FunctionName: 'lambda_function_1',
        InvokedViaFunctionUrl: true,
        StatementId: 'FunctionURLInvokeAllowPublicAccess',
        Principal: '*',
        Action: 'lambda:InvokeFunction',
      }),
    );
    const response = await fetch(FunctionUrl);
    expect([response.status, await response.text()]).toEqual([200, '"Hello from Lambda!"']);
  });

  it('invokes, and waits for the answer or does not', async () => {
    const [sync, event] = await typeAll(
      'aws lambda invoke --function-name lambda_function_1 --payload fileb://event.json answer.json',
      'aws lambda invoke --function-name lambda_function_1 --invocation-type Event event.out',
    );
    expect(sync).toEqual({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(event).toEqual({ StatusCode: 202 });
    expect(JSON.parse(await readFile(join(folder, 'answer.json'), 'utf8'))).toEqual(hello);
  });

  it('is denied the invocation while the role only may write logs, and succeeds once it may invoke', async () => {
    const denied = await execute('denied');
    expect(denied).toMatchObject({ status: 'FAILED', error: 'Lambda.AWSLambdaException' });
    expect(denied).toMatchObject({
      cause: expect.stringContaining('is not authorized to perform: lambda:InvokeFunction'),
    });
    await type(
      'aws iam put-role-policy --role-name states-role --policy-name invoke --policy-document file://invoke.json',
    );
    const allowed = (await execute('allowed')) as { output: string };
    expect(allowed).toMatchObject({ status: 'SUCCEEDED' });
    expect(JSON.parse(allowed.output)).toEqual(hello);
  });

  it('reads lists page by page, and stops where it is told', async () => {
    const execution = `${arn.replace('stateMachine', 'execution')}:allowed`;
    const [functions, roles, executions, history, rest] = await typeAll(
      'aws lambda list-functions --page-size 1 --query "Functions[].FunctionName"',
      'aws iam list-roles --page-size 1 --query "Roles[].RoleName"',
      `aws stepfunctions list-executions --state-machine-arn ${arn} --page-size 1 --max-items 1`,
      `aws stepfunctions get-execution-history --execution-arn ${execution} --page-size 5 --max-items 7 ` +
        '--query "events[].type"',
      `aws stepfunctions get-execution-history --execution-arn ${execution} --page-size 5 --query "events[].id"`,
    );
    expect(functions).toEqual(['lambda_function_1', 'lambda_function_2']);
    expect(roles).toEqual(['lambda-role', 'states-role']);
    expect(executions).toEqual({
      executions: [expect.objectContaining({ name: 'allowed', status: 'SUCCEEDED' })],
      NextToken: expect.stringMatching(/./),
    });
    const task = ['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited'];
    expect(history).toEqual(['ExecutionStarted', ...task, 'TaskStateEntered']);
    expect(rest).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });
});

/** Starts an execution, and describes it once it is over. */
async function execute(name: string): Promise<unknown> {
  const { executionArn } = (await type(
    `aws stepfunctions start-execution --state-machine-arn ${arn} --name ${name}`,
  )) as { executionArn: string };
  for (let status; status !== 'FAILED' && status !== 'SUCCEEDED';)
    ({ status } = await sfn.send(new DescribeExecutionCommand({ executionArn })));
  return type(`aws stepfunctions describe-execution --execution-arn ${executionArn}`);
}

async function writeFiles(): Promise<void> {
  const zip = async (name: string): Promise<Buffer> =>
    zipOf({ [`${name}.py`]: await readFile(join('functions', `${name}.py`), 'utf8') });
  const files = {
    'trust-lambda.json': trustOf(),
    'trust-states.json': trustOf({ Principal: { Service: `states.${region}.amazonaws.com` } }),
    'definition.json': JSON.stringify({
      StartAt: 'One',
      States: {
        One: { ...invocation('lambda_function_1'), Next: 'Two' },
        Two: { ...invocation('lambda_function_2'), End: true },
      },
    }),
    'invoke.json': JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' }],
    }),
    'event.json': '{"n": 1}',
    'lambda_function_1.zip': await zip('lambda_function_1'),
    'lambda_function_2.zip': await zip('lambda_function_2'),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}

/** As the console writes it, without the Retry block: a denial is to show at once. */
function invocation(name: string): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    OutputPath: '$.Payload',
    Parameters: {
      'Payload.$': '$',
      FunctionName: `arn:aws:lambda:${region}:${account}:function:${name}:$LATEST`,
    },
  };
}
