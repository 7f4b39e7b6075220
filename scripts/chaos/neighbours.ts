/** What stands beside the workflow with names like its own, and belongs to others: nothing may touch it. */
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateRoleCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { CreateStateMachineCommand, DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import { account, found, region, type Clients } from './clients.ts';

/** The workflow is `chaos` at stage `dev`; this is what one at stage `dev-x` would have made. */
const name = 'chaos-dev-x';
const functionName = 'chaos-dev-x-two';
const tags = { 'stepline:workflow': 'chaos', 'stepline:stage': 'dev-x' };
/** Made by hand, without tags, where ours are. */
const manualRole = 'chaos-dev-manual';
const stateMachineArn = `arn:aws:states:${region}:${account}:stateMachine:${name}`;

export async function settleNeighbours({ iam, lambda, sfn, logs }: Clients): Promise<void> {
  await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      Path: '/stepline/chaos/dev-x/',
      AssumeRolePolicyDocument: trust,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
  await Promise.all([
    iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'own', PolicyDocument: policy })),
    iam.send(
      new CreateRoleCommand({
        RoleName: manualRole,
        Path: '/stepline/chaos/dev/',
        AssumeRolePolicyDocument: trust,
      }),
    ),
    logs.send(new CreateLogGroupCommand({ logGroupName: '/aws/lambda/chaos-dev-manual' })),
    sfn.send(
      new CreateStateMachineCommand({
        name,
        roleArn: roleArn(name),
        definition: '{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}',
        tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
      }),
    ),
    lambda.send(
      new CreateFunctionCommand({
        FunctionName: functionName,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: roleArn(name),
        Code: { ZipFile: emptyZip },
        Tags: tags,
        Publish: true,
      }),
    ),
  ]);
  // Becoming active is a new revision.
  await waitUntilFunctionActiveV2(
    { client: lambda, maxWaitTime: 30, minDelay: 1 },
    { FunctionName: functionName },
  );
  await lambda.send(
    new CreateAliasCommand({ FunctionName: functionName, Name: 'live', FunctionVersion: '1' }),
  );
}

/** Their state with revisions and times, as text: the same as long as nobody has touched them. */
export async function stateOfNeighbours({ iam, lambda, sfn }: Clients): Promise<string> {
  const answers = await Promise.all([
    found(iam.send(new GetRoleCommand({ RoleName: name }))),
    found(iam.send(new GetRoleCommand({ RoleName: manualRole }))),
    found(iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName: 'own' }))),
    found(lambda.send(new GetFunctionCommand({ FunctionName: functionName }))),
    found(lambda.send(new GetAliasCommand({ FunctionName: functionName, Name: 'live' }))),
    found(sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))),
  ]);
  return JSON.stringify(answers, (key, value: unknown) => (volatile.has(key) ? undefined : value));
}

/** The address of a function's code is made for each who asks. */
const volatile = new Set([
  '$metadata',
  'State',
  'StateReason',
  'StateReasonCode',
  'LastUpdateStatus',
  'Code',
]);

function roleArn(role: string): string {
  return `arn:aws:iam::${account}:role/stepline/chaos/dev-x/${role}`;
}

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'] },
      Action: 'sts:AssumeRole',
    },
  ],
});

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: '*' }],
});

/** The end record of a zip file without entries. */
const emptyZip = Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64');
