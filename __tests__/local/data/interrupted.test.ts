import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  type DescribeMapRunCommandOutput,
  GetExecutionHistoryCommand,
  ListMapRunsCommand,
  RedriveExecutionCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { cp, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  InvokeCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateAccessKeyCommand, CreateUserCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { allClients, answer, type AllClients } from '../../../scripts/data/clients.ts';
import { prepare, roleArn } from '../../../scripts/data/registers.ts';
import { zipOf } from '../../../scripts/data/zip.ts';
import { startLocalAws, type LocalAws, type LocalOptions } from '../../../src/local/server.ts';
import { createFolder, type Folder } from '../../support/folder.ts';

let folder: Folder;
const running: LocalAws[] = [];

beforeEach(async () => {
  folder = await createFolder({});
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((local) => local.close()));
  await folder[Symbol.asyncDispose]();
});

async function start(options: LocalOptions = {}): Promise<LocalAws> {
  const local = await startLocalAws({ data: `${folder.path}/data`, ...options });
  running.push(local);
  return local;
}

/** The folder as a SIGKILL at this moment would leave it, served by another endpoint. */
async function startCopy(options: LocalOptions = {}): Promise<AllClients> {
  const data = `${folder.path}/copy`;
  await cp(`${folder.path}/data`, data, { recursive: true });
  await rm(`${data}/lock`);
  return allClients((await start({ data, ...options })).endpoint);
}

const FunctionName = 'fn';

async function makeFunction({ lambda }: AllClients, body: string): Promise<void> {
  const ZipFile = await zipOf('index.js', `exports.handler = async () => { ${body} };`);
  const settings = { Runtime: 'nodejs22.x', Handler: 'index.handler', Role: roleArn } as const;
  await lambda.send(new CreateFunctionCommand({ FunctionName, Code: { ZipFile }, ...settings }));
  await waitUntilFunctionActiveV2(
    { client: lambda, maxWaitTime: 20, minDelay: 0.02, maxDelay: 0.1 },
    { FunctionName },
  );
}

/** How often the function has run, as its log tells. */
async function attempts({ logs }: AllClients): Promise<number> {
  const request = { logGroupName: `/aws/lambda/${FunctionName}`, filterPattern: 'REPORT' };
  const { events = [] } = await logs.send(new FilterLogEventsCommand(request)).catch(() => ({ events: [] }));
  return events.length;
}

describe('executions that ran when the endpoint ended', () => {
  const definition = JSON.stringify({
    StartAt: 'First',
    States: {
      First: { Type: 'Pass', Assign: { kept: 'v' }, Next: 'Hold' },
      Hold: { Type: 'Wait', SecondsPath: '$.seconds', Next: 'Last' },
      Last: { Type: 'Pass', Parameters: { 'v.$': '$kept' }, End: true },
    },
  });
  const executionArn = 'arn:aws:states:us-east-1:111111111111:execution:steps:one';

  async function begin(seconds: number): Promise<LocalAws> {
    const local = await start();
    const clients = allClients(local.endpoint);
    await prepare(clients);
    const { stateMachineArn } = await clients.sfn.send(
      new CreateStateMachineCommand({ name: 'steps', roleArn, definition }),
    );
    const input = JSON.stringify({ seconds });
    await clients.sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'one', input }));
    while (!(await typesOf(clients)).includes('WaitStateEntered'));
    return local;
  }

  async function typesOf({ sfn }: AllClients): Promise<(string | undefined)[]> {
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    return events.map(({ type }) => type);
  }

  const rows = [
    [
      'closed',
      async (local: LocalAws) => {
        await local.close();
        running.splice(0);
        return allClients((await start()).endpoint);
      },
    ],
    ['killed', startCopy],
  ] as const;

  it.each(rows)('are aborted where it was %s, say why, and can be redriven', async (_, restart) => {
    // A second: what is waited for again after the redrive.
    const clients = await restart(await begin(1));
    const { sfn } = clients;
    expect(await answer(sfn.send(new DescribeExecutionCommand({ executionArn })))).toMatchObject({
      status: 'ABORTED',
      error: 'Stepline.EndpointEnded',
      cause: expect.stringContaining('RedriveExecution runs it on'),
      stopDate: expect.any(Date),
    });
    expect((await typesOf(clients)).at(-1)).toBe('ExecutionAborted');
    await sfn.send(new RedriveExecutionCommand({ executionArn }));
    while ((await typesOf(clients)).at(-1) !== 'ExecutionSucceeded') await sleep(20);
    expect(await answer(sfn.send(new DescribeExecutionCommand({ executionArn })))).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"v":"v"}',
    });
    expect((await typesOf(clients)).slice(-5)).toEqual([
      'ExecutionRedriven',
      'WaitStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
  });
});

it('map runs end with their executions', async () => {
  const clients = allClients((await start()).endpoint);
  await prepare(clients);
  const processor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
    StartAt: 'Hold',
    States: { Hold: { Type: 'Wait', SecondsPath: '$', End: true } },
  };
  const definition = JSON.stringify({
    StartAt: 'Each',
    States: { Each: { Type: 'Map', ItemProcessor: processor, End: true } },
  });
  const { stateMachineArn } = await clients.sfn.send(
    new CreateStateMachineCommand({ name: 'fan', roleArn, definition }),
  );
  const { executionArn } = await clients.sfn.send(
    new StartExecutionCommand({ stateMachineArn, input: '[0, 200]' }),
  );
  const describe = async ({ sfn }: AllClients): Promise<DescribeMapRunCommandOutput | undefined> => {
    const { mapRuns = [] } = await sfn.send(new ListMapRunsCommand({ executionArn }));
    const mapRunArn = mapRuns[0]?.mapRunArn;
    return mapRunArn === undefined ? undefined : sfn.send(new DescribeMapRunCommand({ mapRunArn }));
  };
  while ((await describe(clients))?.executionCounts?.succeeded !== 1);
  const run = await describe(await startCopy());
  expect(run).toMatchObject({
    status: 'ABORTED',
    executionCounts: { succeeded: 1, aborted: 1, running: 0 },
    itemCounts: { total: 2 },
  });
});

it('an asynchronous invocation that waits for its next attempt is tried again', async () => {
  const clients = allClients((await start()).endpoint);
  await prepare(clients);
  await makeFunction(clients, 'throw new Error("no")');
  await clients.lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event' }));
  while ((await attempts(clients)) < 1) await sleep(20);
  const after = await startCopy();
  while ((await attempts(after)) < 2) await sleep(20);
});

describe('a function URL', () => {
  it('is at its old port, or says where it is now', async () => {
    const local = await start();
    const clients = allClients(local.endpoint);
    await prepare(clients);
    await makeFunction(clients, 'return 1');
    const { FunctionUrl: url } = await clients.lambda.send(
      new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE' }),
    );
    // The first endpoint still has the port.
    const notes: string[] = [];
    const elsewhere = await startCopy({ note: (line) => notes.push(line) });
    const { FunctionUrl: moved } = await elsewhere.lambda.send(
      new GetFunctionUrlConfigCommand({ FunctionName }),
    );
    expect(moved).not.toBe(url);
    expect(notes).toEqual([
      `The URL of arn:aws:lambda:us-east-1:111111111111:function:fn is now ${String(moved)}: port ${new URL(url ?? '').port}, where it was, is taken`,
    ]);
    await local.close();
    const again = allClients((await start()).endpoint);
    const found = await again.lambda.send(new GetFunctionUrlConfigCommand({ FunctionName }));
    expect(found.FunctionUrl).toBe(url);
  });
});

it('keys are those of before: of the root and of users', async () => {
  const first = await start({ enforce: true });
  const { iam } = allClients(first.endpoint, first.root);
  await iam.send(new CreateUserCommand({ UserName: 'ann' }));
  const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ann' }));
  await first.close();
  const second = await start({ enforce: true });
  expect(second.root.accessKeyId).toBe(first.root.accessKeyId);
  expect(second.root.secretAccessKey).toBe(first.root.secretAccessKey);
  const ann = { accessKeyId: key?.AccessKeyId ?? '', secretAccessKey: key?.SecretAccessKey ?? '' };
  const call = allClients(second.endpoint, ann).iam.send(new GetRoleCommand({ RoleName: 'any' }));
  // Known, and not allowed to.
  await expect(call).rejects.toThrow(/user\/ann is not authorized to perform: iam:GetRole/);
});
