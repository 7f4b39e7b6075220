import { describe, expect, it } from '@jest/globals';
import {
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  type CloudWatchLogsClient,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand, DeleteRoleCommand, DetachRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  DeleteFunctionConcurrencyCommand,
  InvokeCommand,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { systemClock } from '../../../src/clock.ts';
import { account, clientsOf, refusal, trustOf } from '../support.ts';
import { createFunction, invoke, startLambda } from './support.ts';

/** Tells its process; sleeps or spins as the event says. */
const worker = `import os, time
served = 0
def handler(event, context):
    global served
    served += 1
    time.sleep(event.get("sleep", 0))
    while event.get("spin"):
        pass
    return {"pid": os.getpid(), "served": served}
`;

interface Worker {
  readonly pid: number;
  readonly served: number;
}

describe('time', () => {
  it.each([
    ['sleeps', { sleep: 30 }],
    ['spins', { spin: true }],
  ])('ends a function that %s, and the next request gets a new process', async (_why, event) => {
    const { lambda, ...clients } = await startLambda();
    await createFunction({ lambda, ...clients }, { files: { 'handler.py': worker }, Timeout: 1 });
    const before = (await invoke(lambda, 'fn')).payload as Worker;
    const { error, payload, log } = await invoke(lambda, 'fn', event);
    expect({ error, payload }).toEqual({
      error: 'Unhandled',
      payload: {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(
          /^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/,
        ),
      },
    });
    expect(log).toMatch(
      /\d{4}-.*Z [0-9a-f-]{36} Task timed out after 1\.00 seconds\n\nEND .*\nREPORT .*\tStatus: timeout\n$/,
    );
    const after = (await invoke(lambda, 'fn')).payload as Worker;
    expect(after.served).toBe(1);
    expect(after.pid).not.toBe(before.pid);
    expect(() => process.kill(before.pid, 0)).toThrow('ESRCH');
  });
});

describe('concurrency', () => {
  it('is one request per process, with more processes while requests wait, and processes used again', async () => {
    const { lambda, ...clients } = await startLambda();
    await createFunction({ lambda, ...clients }, { files: { 'handler.py': worker } });
    const payloads = async (requests: Promise<{ payload: unknown }>[]): Promise<Worker[]> =>
      (await Promise.all(requests)).map(({ payload }) => payload as Worker);
    const together = await payloads([1, 2, 3].map(() => invoke(lambda, 'fn', { sleep: 0.5 })));
    const pids = new Set(together.map(({ pid }) => pid));
    expect(pids.size).toBe(3);
    const again = (await invoke(lambda, 'fn')).payload as Worker;
    expect(pids).toContain(again.pid);
    expect(again.served).toBe(2);
    const many = await payloads(Array.from({ length: 60 }, () => invoke(lambda, 'fn', { sleep: 0.01 })));
    expect(many).toHaveLength(60);
    expect(new Set(many.map(({ pid }) => pid)).size).toBeLessThan(60);
  });

  it('that is reserved bounds the function', async () => {
    const { lambda, ...clients } = await startLambda();
    await createFunction({ lambda, ...clients }, { files: { 'handler.py': worker } });
    const reserve = (ReservedConcurrentExecutions: number): Promise<unknown> =>
      lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: 'fn', ReservedConcurrentExecutions }));
    await reserve(1);
    const first = invoke(lambda, 'fn', { sleep: 1 });
    await systemClock.sleep(200);
    const throttled = { name: 'TooManyRequestsException', message: 'Rate Exceeded.', status: 429 };
    expect(await refusal(invoke(lambda, 'fn'))).toEqual(throttled);
    expect((await first).status).toBe(200);
    await reserve(0);
    expect(await refusal(invoke(lambda, 'fn'))).toEqual(throttled);
    expect(await refusal(reserve(901))).toMatchObject({ name: 'InvalidParameterValueException' });
    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: 'fn' }));
    expect((await invoke(lambda, 'fn')).status).toBe(200);
  });
});

describe('asynchronous invocations', () => {
  it('of DryRun run nothing', async () => {
    const { lambda, logs, ...clients } = await startLambda();
    await createFunction({ lambda, logs, ...clients }, { files: { 'handler.py': worker } });
    const answer = await lambda.send(new InvokeCommand({ FunctionName: 'fn', InvocationType: 'DryRun' }));
    expect(answer.StatusCode).toBe(204);
    expect((await logs.send(new DescribeLogGroupsCommand({}))).logGroups).toEqual([]);
  });
});

describe('payloads', () => {
  it.each([
    ['over 6 MB', 'RequestResponse', 'x'.repeat(6_291_456), 'RequestEntityTooLargeException', 413],
    ['over 1 MB, asynchronously', 'Event', 'x'.repeat(1_048_576), 'RequestEntityTooLargeException', 413],
  ] as const)('%s are refused', async (_why, InvocationType, text, name, status) => {
    const { lambda, ...clients } = await startLambda();
    await createFunction({ lambda, ...clients }, { files: { 'handler.py': worker } });
    expect(await refusal(invoke(lambda, 'fn', text, { InvocationType }))).toMatchObject({ name, status });
  });

  it('that are no JSON are refused, and none is an empty object', async () => {
    const { lambda, ...clients } = await startLambda();
    const files = { 'handler.py': 'def handler(event, context):\n    return event\n' };
    await createFunction({ lambda, ...clients }, { files });
    const broken = new InvokeCommand({ FunctionName: 'fn', Payload: Buffer.from([0x6e, 0x87, 0x72]) });
    expect(await refusal(lambda.send(broken))).toMatchObject({
      name: 'InvalidRequestContentException',
      message: expect.stringMatching(
        /^Could not parse request body into json: Could not parse payload into json: /,
      ),
      status: 400,
    });
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'fn' }));
    expect(Buffer.from(Payload ?? []).toString()).toBe('{}');
  });
});

describe('a wrapper script', () => {
  it('of the package starts the runtime', async () => {
    const { lambda, ...clients } = await startLambda();
    const files = {
      'wrap.sh': { content: '#!/bin/sh\nexport WRAPPED=yes\nexec "$@"\n', mode: 0o100755 },
      'handler.py': 'import os\ndef handler(event, context):\n    return os.environ["WRAPPED"]\n',
    };
    const Environment = { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/var/task/wrap.sh' } };
    await createFunction({ lambda, ...clients }, { files, Environment });
    expect((await invoke(lambda, 'fn')).payload).toBe('yes');
  });
});

describe('the environment', () => {
  it('is Lambda’s and the owner’s, with the role’s own keys, and nothing of this process', async () => {
    process.env.STEPLINE_TEST_SECRET = 'secret';
    const url = 'http://127.0.0.1:9';
    const { lambda, endpoint, ...clients } = await startLambda({ endpoints: { SECRETS_MANAGER: url } });
    const files = {
      'handler.py': 'import os\ndef handler(event, context):\n    return [dict(os.environ), os.getcwd()]\n',
    };
    const Environment = { Variables: { MINE: '1' } };
    await createFunction({ lambda, endpoint, ...clients }, { files, Environment, MemorySize: 256 });
    const [environment, folder] = (await invoke(lambda, 'fn')).payload as [Record<string, string>, string];
    delete process.env.STEPLINE_TEST_SECRET;
    const {
      AWS_ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY,
      AWS_SESSION_TOKEN,
      PATH,
      LC_CTYPE: _,
      ...rest
    } = environment;
    expect(rest).toEqual({
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: url,
      AWS_EXECUTION_ENV: 'AWS_Lambda_python3.12',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_FUNCTION_NAME: 'fn',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/fn',
      AWS_LAMBDA_LOG_STREAM_NAME: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
      AWS_LAMBDA_RUNTIME_API: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      AWS_REGION: 'us-east-1',
      LAMBDA_RUNTIME_DIR: '/var/runtime',
      LAMBDA_TASK_ROOT: folder,
      LANG: 'en_US.UTF-8',
      LD_LIBRARY_PATH: `${folder}:${folder}/lib`,
      MINE: '1',
      PWD: folder,
      TZ: ':UTC',
      _HANDLER: 'handler.handler',
      _X_AMZN_TRACE_ID: expect.stringMatching(
        /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/,
      ),
    });
    expect(PATH).toContain('/usr/bin:/bin');
    const { sts } = clientsOf(endpoint, {
      accessKeyId: AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: AWS_SECRET_ACCESS_KEY ?? '',
      sessionToken: AWS_SESSION_TOKEN ?? '',
    });
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(`arn:aws:sts::${account}:assumed-role/functions/fn`);
  });
});

describe('logs', () => {
  it('go to the function’s group, in order', async () => {
    const { lambda, logs, ...clients } = await startLambda();
    const files = { 'handler.py': 'def handler(event, context):\n    print("hello")\n' };
    await createFunction({ lambda, logs, ...clients }, { files });
    await invoke(lambda, 'fn');
    const messages = await messagesOf(logs);
    const starts = messages.map((message) => message.split(/[ \n]/)[0]);
    expect(starts).toEqual(['INIT_START', 'START', 'hello', 'END', 'REPORT']);
    expect(messages[0]).toMatch(
      /^INIT_START Runtime Version: python:3\.12\tRuntime Version ARN: arn:aws:lambda:.*\n$/,
    );
  });

  it('go to another group where the configuration says so', async () => {
    const { lambda, logs, ...clients } = await startLambda();
    const LoggingConfig = { LogGroup: '/mine/fn' };
    await createFunction({ lambda, logs, ...clients }, { files: { 'handler.py': worker }, LoggingConfig });
    await invoke(lambda, 'fn');
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
    expect(logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(['/mine/fn']);
  });

  it('are dropped where the role may not write them', async () => {
    const { lambda, logs, iam, ...clients } = await startLambda();
    const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    await iam.send(new DetachRolePolicyCommand({ RoleName: 'functions', PolicyArn }));
    await createFunction({ lambda, logs, iam, ...clients }, { files: { 'handler.py': worker } });
    expect((await invoke(lambda, 'fn')).log).toContain('START RequestId');
    expect((await logs.send(new DescribeLogGroupsCommand({}))).logGroups).toEqual([]);
  });
});

describe('a function that cannot be started', () => {
  it('because its role is gone', async () => {
    const { lambda, iam, ...clients } = await startLambda();
    await iam.send(new CreateRoleCommand({ RoleName: 'gone', AssumeRolePolicyDocument: trustOf() }));
    const Role = `arn:aws:iam::${account}:role/gone`;
    await createFunction({ lambda, iam, ...clients }, { files: { 'handler.py': worker }, Role });
    await iam.send(new DeleteRoleCommand({ RoleName: 'gone' }));
    expect(await refusal(invoke(lambda, 'fn'))).toMatchObject({
      name: 'AccessDeniedException',
      message: 'The role defined for the function cannot be assumed by Lambda.',
    });
  });

  it('because its wrapper is not there', async () => {
    const { lambda, ...clients } = await startLambda();
    const Environment = { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/idontexist.sh' } };
    await createFunction({ lambda, ...clients }, { files: { 'handler.py': worker }, Environment });
    expect((await invoke(lambda, 'fn')).payload).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(
        /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 127$/,
      ),
    });
  });

  it('because nothing here runs its runtime', async () => {
    const { lambda, ...clients } = await startLambda();
    await createFunction({ lambda, ...clients }, { Runtime: 'java21', files: { 'handler.class': '' } });
    expect(await refusal(invoke(lambda, 'fn'))).toMatchObject({
      message: 'The embedded AWS runs python3.*, nodejs* and provided.*, not java21',
      status: 501,
    });
  });
});

/** Nothing while the group is not there yet. */
async function messagesOf(logs: CloudWatchLogsClient): Promise<string[]> {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  if (logGroups.length === 0) return [];
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: '/aws/lambda/fn' }));
  return events.map(({ message = '' }) => message);
}
