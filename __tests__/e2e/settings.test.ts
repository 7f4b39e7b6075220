/** Settings on their way to AWS and back: set, seen as unchanged, cleared; roles and boundaries of the user's own. */
import { describe, expect, it } from '@jest/globals';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreatePolicyCommand,
  CreateRoleCommand,
  GetRoleCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetFunctionCommand, GetFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { DescribeStateMachineCommand, ListTagsForResourceCommand } from '@aws-sdk/client-sfn';
import { clientsOf, type Clients } from '../support/clients.ts';
import { createProject, type Project } from '../support/project.ts';
import { startLocal, stepline, type Finished, type RunningLocal } from '../support/spawn.ts';

const handler = 'def handler(event, context):\n    return "done"\n';
const workflow = (settings: string, top = ''): string =>
  `name: shop\n${top}functions:\n  one: { source: one.py${settings} }\nsteps:\n  - function: one\n`;
const account = '123456789012';
const machineArn = `arn:aws:states:us-west-2:${account}:stateMachine:shop-dev`;

interface Bench extends AsyncDisposable {
  readonly project: Project;
  readonly clients: Clients;
  run(command: string, ...args: string[]): Promise<Finished>;
}

async function open(yaml: string): Promise<Bench> {
  const project = await createProject({ 'workflow.yaml': yaml, 'one.py': handler });
  const local: RunningLocal = await startLocal();
  const clients = clientsOf(local);
  return {
    project,
    clients,
    run: (command, ...args) => stepline([command, '--aws', ...args], { cwd: project.folder, env: local.env }),
    [Symbol.asyncDispose]: async () => {
      clients[Symbol.dispose]();
      await local[Symbol.asyncDispose]();
      await project[Symbol.asyncDispose]();
    },
  };
}

async function functionOf({ lambda }: Clients) {
  const live = await lambda.send(new GetFunctionCommand({ FunctionName: 'shop-dev-one', Qualifier: 'live' }));
  const name = { FunctionName: 'shop-dev-one' };
  const { ReservedConcurrentExecutions: reserved } = await lambda.send(
    new GetFunctionConcurrencyCommand(name),
  );
  return { ...live.Configuration, reserved, tags: live.Tags };
}

/** Retention by the log group's name. */
async function retentions({ logs }: Clients): Promise<Record<string, number | undefined>> {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  const entries = logGroups.map(
    ({ logGroupName = '', retentionInDays: days }) => [logGroupName, days] as const,
  );
  return Object.fromEntries(entries);
}

const allSettings = [
  '',
  'ephemeralStorage: 1024',
  "deadLetter: 'arn:aws:sqs:${region}:${account}:dlq'",
  'vpc: { subnets: [subnet-1], securityGroups: [sg-1] }',
  'logs: { format: JSON, level: WARN, retention: 14d }',
  'tracing: true',
  'reservedConcurrency: 3',
  "kmsKey: 'arn:aws:kms:us-west-2:123456789012:key/k'",
].join(', ');
const machineSettings =
  'logging: { level: ERROR, includeExecutionData: true, retention: 7d }\ntracing: true\n';

describe('settings', () => {
  it('are set, then left alone, then cleared when they are taken out', async () => {
    await using bench = await open(workflow(allSettings, machineSettings));
    const { clients, project } = bench;
    expect(await bench.run('run')).toMatchObject({ code: 0 });
    expect(await functionOf(clients)).toMatchObject({
      EphemeralStorage: { Size: 1024 },
      DeadLetterConfig: { TargetArn: `arn:aws:sqs:us-west-2:${account}:dlq` },
      VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
      LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'WARN', LogGroup: '/aws/lambda/shop-dev-one' },
      TracingConfig: { Mode: 'Active' },
      KMSKeyArn: 'arn:aws:kms:us-west-2:123456789012:key/k',
      reserved: 3,
    });
    const machine = await clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn: machineArn }));
    const logGroupArn = `arn:aws:logs:us-west-2:${account}:log-group:/aws/vendedlogs/states/shop-dev:*`;
    expect(machine).toMatchObject({
      loggingConfiguration: {
        level: 'ERROR',
        includeExecutionData: true,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }],
      },
      tracingConfiguration: { enabled: true },
    });
    expect(await retentions(clients)).toEqual({
      '/aws/lambda/shop-dev-one': 14,
      '/aws/vendedlogs/states/shop-dev': 7,
    });

    expect((await bench.run('plan')).stdout).toContain('no changes');

    await project.write({ 'workflow.yaml': workflow('') });
    const { stdout } = await bench.run('plan');
    for (const reason of [
      'ephemeral storage 1024 → 512',
      `dead letter arn:aws:sqs:us-west-2:${account}:dlq → none`,
      'subnets differ',
      'log format JSON → Text',
      'tracing Active → PassThrough',
      'reserved concurrency 3 → none',
      'retention 14d → for ever',
      'logging ERROR → OFF',
      'tracing on → off',
      '- log group /aws/vendedlogs/states/shop-dev',
    ])
      expect(stdout).toContain(reason);
    expect(await bench.run('run')).toMatchObject({ code: 0 });
    const cleared = await functionOf(clients);
    expect(cleared).toMatchObject({
      EphemeralStorage: { Size: 512 },
      LoggingConfig: { LogFormat: 'Text' },
      TracingConfig: { Mode: 'PassThrough' },
      tags: { 'stepline:workflow': 'shop', 'stepline:stage': 'dev' },
    });
    expect([cleared.DeadLetterConfig, cleared.KMSKeyArn, cleared.reserved]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(cleared.VpcConfig?.SubnetIds ?? []).toEqual([]);
    expect(
      await clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn: machineArn })),
    ).toMatchObject({ loggingConfiguration: { level: 'OFF' }, tracingConfiguration: { enabled: false } });
    expect(await retentions(clients)).toEqual({ '/aws/lambda/shop-dev-one': undefined });
    expect((await bench.run('plan')).stdout).toContain('no changes');
  });

  it('of the function itself, and not of a version, do not change when the candidate fails', async () => {
    await using bench = await open(workflow(', reservedConcurrency: 3, logs: { retention: 14d }'));
    expect(await bench.run('run')).toMatchObject({ code: 0 });
    await bench.project.write({
      'workflow.yaml': workflow(', reservedConcurrency: 5, logs: { retention: 3d }'),
      'one.py': 'def handler(event, context):\n    raise ValueError("no")\n',
    });
    expect(await bench.run('run')).toMatchObject({ code: 1 });
    expect((await functionOf(bench.clients)).reserved).toBe(3);
    expect(await retentions(bench.clients)).toEqual({ '/aws/lambda/shop-dev-one': 14 });
  });

  it("change a retention of somebody else's log group only when it is adopted", async () => {
    await using bench = await open(workflow(', logs: { group: /shared }'));
    await using other = await createProject({
      'workflow.yaml':
        'name: other\nfunctions:\n  one: { source: one.py, logs: { group: /shared, retention: 30d } }\nsteps:\n  - function: one\n',
      'one.py': handler,
    });
    expect(await bench.run('deploy', other.folder)).toMatchObject({ code: 0 });
    expect(await bench.run('deploy')).toMatchObject({ code: 0 });
    expect(await retentions(bench.clients)).toEqual({ '/shared': 30 });
    await bench.project.write({ 'workflow.yaml': workflow(', logs: { group: /shared, retention: 3d }') });
    const refused = await bench.run('deploy');
    expect(refused).toMatchObject({ code: 3 });
    expect(refused.stderr).toContain(
      'the log group /shared exists and is not owned by workflow shop, stage dev',
    );
    expect(await retentions(bench.clients)).toEqual({ '/shared': 30 });
    expect(await bench.run('deploy', '--adopt')).toMatchObject({ code: 0 });
    expect(await retentions(bench.clients)).toEqual({ '/shared': 3 });
  });
});

describe('roles of the user', () => {
  const trust = (service: string): string =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    });

  async function makeRole({ iam }: Clients, name: string, service: string): Promise<void> {
    await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust(service) }));
    const allowed = { Effect: 'Allow', Action: ['lambda:InvokeFunction', 'logs:*'], Resource: '*' };
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [allowed] });
    await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'own', PolicyDocument: document }));
  }

  it('are used and never changed or deleted; the lease hangs on the state machine then', async () => {
    const role = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
    await using bench = await open(workflow(`, role: '${role('f')}'`, `role: ${role('m')}\n`));
    const { clients } = bench;
    await makeRole(clients, 'f', 'lambda.amazonaws.com');
    await makeRole(clients, 'm', 'states.amazonaws.com');
    const plan = await bench.run('plan');
    expect(plan.stdout).toContain(`role ${role('f')}`);
    expect(plan.stdout).toContain('given, so it is not changed; it must');

    expect(await bench.run('run')).toMatchObject({ code: 0 });
    const { tags } = await clients.sfn.send(new ListTagsForResourceCommand({ resourceArn: machineArn }));
    expect(tags?.map(({ key }) => key).sort()).toEqual(['stepline:stage', 'stepline:workflow']);
    expect((await bench.run('plan')).stdout).toContain('no changes');

    await bench.project.write({ 'one.py': handler.replace('done', 'again') });
    expect(await bench.run('run')).toMatchObject({ code: 0 });
    expect(await bench.run('destroy', '--yes')).toMatchObject({ code: 0 });
    const { Roles = [] } = await clients.iam.send(new ListRolesCommand({}));
    expect(Roles.map(({ RoleName }) => RoleName).sort()).toEqual(['f', 'm']);
  });

  it('take the place of roles that were made, which go', async () => {
    await using bench = await open(workflow(''));
    expect(await bench.run('run')).toMatchObject({ code: 0 });
    await makeRole(bench.clients, 'f', 'lambda.amazonaws.com');
    await bench.project.write({ 'workflow.yaml': workflow(`, role: 'arn:aws:iam::${account}:role/f'`) });
    expect(await bench.run('run')).toMatchObject({ code: 0 });
    const { Roles = [] } = await bench.clients.iam.send(new ListRolesCommand({}));
    expect(Roles.map(({ RoleName }) => RoleName).sort()).toEqual(['f', 'shop-dev']);
  });

  it('are bounded by a permissions boundary when Stepline makes them, also later', async () => {
    await using bench = await open(workflow(''));
    const { clients } = bench;
    expect(await bench.run('run')).toMatchObject({ code: 0 });
    const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [everything] });
    await clients.iam.send(new CreatePolicyCommand({ PolicyName: 'B', PolicyDocument }));
    const boundary = `arn:aws:iam::${account}:policy/B`;
    await bench.project.write({ 'workflow.yaml': workflow('', `permissionsBoundary: ${boundary}\n`) });
    expect((await bench.run('plan')).stdout).toContain(`permissions boundary none → ${boundary}`);
    expect(await bench.run('run')).toMatchObject({ code: 0 });
    for (const RoleName of ['shop-dev', 'shop-dev-one']) {
      const { Role } = await clients.iam.send(new GetRoleCommand({ RoleName }));
      expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(boundary);
    }
    expect((await bench.run('plan')).stdout).toContain('no changes');

    expect(await bench.run('destroy', '--yes')).toMatchObject({ code: 0 });
    expect(await bench.run('run')).toMatchObject({ code: 0 });
    const { Role } = await clients.iam.send(new GetRoleCommand({ RoleName: 'shop-dev' }));
    expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(boundary);
  });
});
