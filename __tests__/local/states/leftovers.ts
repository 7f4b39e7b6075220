/**
 * A process of its own: an endpoint, 1,000 executions that end in every way there is, and what the process still waits for
 * afterwards. Prints `{ statuses, before, during, after }` as JSON; an unhandled rejection ends it with a failure.
 */
import { setTimeout } from 'node:timers/promises';
import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { startLocalAws } from '../../../src/local/server.ts';

const account = '111111111111';
const wait = { Type: 'Wait', Seconds: 600, End: true };
const pass = { Type: 'Pass', End: true };
const fail = { Type: 'Fail', Error: 'Failed' };
const one = (state: object, name = 'Only'): object => ({ StartAt: name, States: { [name]: state } });

/** By what becomes of it. Those called `stopped…` are stopped from outside. */
const machines: Readonly<Record<string, object>> = {
  passes: one(pass),
  fails: one(fail),
  stopped: one(wait),
  timesOut: { ...one(wait), TimeoutSeconds: 1 },
  losesBranch: one({ Type: 'Parallel', Branches: [one(wait, 'A'), one(fail, 'B')], End: true }),
  stoppedWithin: one({ Type: 'Map', ItemsPath: '$.items', ItemProcessor: one(wait, 'Item'), End: true }),
  losesTask: one({
    Type: 'Task',
    Resource: `arn:aws:states:us-east-1:${account}:activity:nobody`,
    TimeoutSeconds: 1,
    End: true,
  }),
  computes: {
    QueryLanguage: 'JSONata',
    ...one({ ...pass, Output: '{% $map([1..3], function($i) {$i * 2}) %}' }),
  },
};

// Its own pipes, which are opened when first used; what started it has come to rest.
for (const pipe of [process.stdout, process.stderr]) pipe.write('');
await setTimeout(100);
const before = process.getActiveResourcesInfo();
const aws = await startLocalAws();
const credentials = { accessKeyId: account, secretAccessKey: 'x' };
const config = { endpoint: aws.endpoint, region: 'us-east-1', credentials };
const sfn = new SFNClient(config);
const iam = new IAMClient(config);
const statement = {
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { Service: 'states.amazonaws.com' },
};
const trust = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const { Role } = await iam.send(
  new CreateRoleCommand({ RoleName: 'machines', AssumeRolePolicyDocument: trust }),
);
iam.destroy();
await sfn.send(new CreateActivityCommand({ name: 'nobody' }));

const arns = await Promise.all(
  Object.entries(machines).map(async ([name, definition]) => {
    const request = { name, definition: JSON.stringify(definition), roleArn: Role?.Arn };
    return [name, (await sfn.send(new CreateStateMachineCommand(request))).stateMachineArn] as const;
  }),
);

async function run(name: string, stateMachineArn: string | undefined): Promise<string | undefined> {
  const input = JSON.stringify({ items: [1, 2, 3] });
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input }));
  if (name.startsWith('stopped')) await sfn.send(new StopExecutionCommand({ executionArn }));
  for (;;) {
    const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return status;
    await setTimeout(50);
  }
}

/** What keeps the process alive, sockets of the SDK and of the endpoint aside. */
function busyWith(): readonly string[] {
  const sockets = new Set(['TCPSocketWrap', 'TCPServerWrap']);
  return process.getActiveResourcesInfo().filter((resource) => !sockets.has(resource));
}

const statuses: Record<string, string[]> = {};
for (const [name, arn] of arns) {
  const ended = await Promise.all(Array.from({ length: 125 }, () => run(name, arn)));
  statuses[name] = [...new Set(ended.map(String))];
}
sfn.destroy();
// A process for JSONata may still be starting, to find that nothing is left to do.
let during = busyWith();
for (let turn = 0; turn < 50 && during.length > before.length; turn++) {
  await setTimeout(100);
  during = busyWith();
}
await aws.close();
await setTimeout(100);
const after = process.getActiveResourcesInfo();
process.stdout.write(JSON.stringify({ statuses, before, during, after }));
