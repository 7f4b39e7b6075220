/** What is live, and what happens to it: candidates, promotions, rollbacks, leftovers, leases. */
import { describe, expect, it } from '@jest/globals';
import {
  CreateRoleCommand,
  GetRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
} from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import {
  DescribeStateMachineAliasCommand,
  ListStateMachineVersionsCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFunction } from '../../src/package/packageFunction.ts';
import { clientsOf, type Clients } from '../support/clients.ts';
import { createProject, type Project } from '../support/project.ts';
import {
  start,
  cliPath,
  startEndpoint,
  stepline,
  type Finished,
  type RunningLocal,
} from '../support/spawn.ts';

const python = (result: string): string => `def handler(event, context):\n    return ${result}\n`;
const raising = 'def handler(event, context):\n    raise ValueError("no")\n';
const oneStep = 'name: shop\nfunctions:\n  one: { source: one.py }\nsteps:\n  - function: one\n';
const twoSteps = `${oneStep.replace('steps:', '  two: { source: two.py }\nsteps:')}  - function: two\n`;

/** A workflow under a name of its own, so that tests can share an endpoint. */
interface Shop extends AsyncDisposable {
  readonly name: string;
  /** ARN of its state machine. */
  readonly machine: string;
  readonly project: Project;
  readonly local: RunningLocal;
  readonly clients: Clients;
  run(command: string, ...args: string[]): Promise<Finished>;
}

async function createShop(files: Readonly<Record<string, string>>): Promise<Shop> {
  const name = `shop-${randomUUID().slice(0, 8)}`;
  const named = (some: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(some).map(([file, text]) => [file, text.replace('name: shop\n', `name: ${name}\n`)]),
    );
  const project = await createProject(named(files));
  const local = await startEndpoint();
  const clients = clientsOf(local);
  const { Account = '' } = await clients.sts.send(new GetCallerIdentityCommand({}));
  return {
    name,
    machine: `arn:aws:states:${local.env.AWS_REGION ?? ''}:${Account}:stateMachine:${name}-dev`,
    project: { ...project, write: (some) => project.write(named(some)) },
    local,
    clients,
    run: (command, ...args) => stepline([command, '--aws', ...args], { cwd: project.folder, env: local.env }),
    [Symbol.asyncDispose]: async () => {
      clients[Symbol.dispose]();
      await local[Symbol.asyncDispose]();
      await project[Symbol.asyncDispose]();
    },
  };
}

async function liveOf({ name, machine, clients: { lambda, sfn } }: Shop) {
  const alias = await lambda.send(new GetAliasCommand({ FunctionName: `${name}-dev-one`, Name: 'live' }));
  const machineAlias = await sfn.send(
    new DescribeStateMachineAliasCommand({ stateMachineAliasArn: `${machine}:live` }),
  );
  const [route] = machineAlias.routingConfiguration ?? [];
  return { function: alias.FunctionVersion, machine: route?.stateMachineVersionArn?.split(':').pop() };
}

async function versionsOf({ name, machine, clients: { lambda, sfn } }: Shop) {
  const functions = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: `${name}-dev-one` }));
  const machines = await sfn.send(new ListStateMachineVersionsCommand({ stateMachineArn: machine }));
  return {
    function: functions.Versions?.map(({ Version }) => Version).filter((one) => one !== '$LATEST'),
    machine: machines.stateMachineVersions?.map((one) => one.stateMachineVersionArn?.split(':').pop()).sort(),
  };
}

/** Keys of the functions that the state machine's role may invoke. */
async function statementsOf({ name, clients: { iam } }: Shop): Promise<string[]> {
  const { PolicyDocument = '' } = await iam.send(
    new GetRolePolicyCommand({ RoleName: `${name}-dev`, PolicyName: 'stepline' }),
  );
  const { Statement } = JSON.parse(decodeURIComponent(PolicyDocument)) as {
    Statement: { Resource: string[] }[];
  };
  return Statement.map(({ Resource }) => Resource[0]?.split(`${name}-dev-`).pop() ?? '');
}

describe('a candidate', () => {
  it('that fails leaves live, versions and grants as they were', async () => {
    await using shop = await createShop({ 'workflow.yaml': oneStep, 'one.py': python('1') });
    expect(await shop.run('run')).toMatchObject({ code: 0 });
    await shop.project.write({ 'workflow.yaml': twoSteps, 'one.py': raising, 'two.py': python('2') });
    const failed = await shop.run('run');
    expect(failed).toMatchObject({ code: 1 });
    expect(failed.stdout).toContain('what is live has not changed');
    expect(await liveOf(shop)).toEqual({ function: '1', machine: '1' });
    expect(await versionsOf(shop)).toEqual({ function: ['1'], machine: ['1'] });
    expect(await statementsOf(shop)).toEqual(['one']);
  });

  it('that passes is promoted, and a rollback takes it back', async () => {
    await using shop = await createShop({ 'workflow.yaml': oneStep, 'one.py': python('1') });
    await shop.run('run');
    await shop.project.write({ 'one.py': python('2') });
    expect(await shop.run('run')).toMatchObject({ code: 0 });
    expect(await liveOf(shop)).toEqual({ function: '2', machine: '2' });
    expect(await shop.run('rollback')).toMatchObject({ code: 0 });
    expect(await liveOf(shop)).toEqual({ function: '1', machine: '1' });
    const again = await shop.run('rollback');
    expect(again).toMatchObject({ code: 3 });
    expect(again.stderr).toContain('has no version before');
  });

  it('is called by its own URL while it is tested, and leaves none behind', async () => {
    await using shop = await createShop({
      'workflow.yaml':
        'name: shop\nfunctions:\n  api: { source: one.py, url: { auth: NONE } }\n  probe: { source: probe.py }\n' +
        "steps:\n  - function: probe\ninput: { url: '${functions.api.url}' }\n",
      'one.py': python('"old"'),
      'probe.py':
        'import urllib.request\n\ndef handler(event, context):\n    return urllib.request.urlopen(event["url"]).read().decode()\n',
    });
    expect((await shop.run('run')).stdout).toContain('output "old"');
    await shop.project.write({ 'one.py': python('"new"') });
    const second = await shop.run('run');
    expect(second).toMatchObject({ code: 0 });
    expect(second.stdout).toContain('output "new"');
    const candidate = new GetAliasCommand({ FunctionName: `${shop.name}-dev-api`, Name: 'candidate' });
    await expect(shop.clients.lambda.send(candidate)).rejects.toThrow(/Cannot find alias/);
  });
});

describe('versions', () => {
  it('are kept as many as keep says', async () => {
    await using shop = await createShop({ 'workflow.yaml': `${oneStep}keep: 2\n`, 'one.py': python('1') });
    for (const result of ['1', '2', '3', '4']) {
      await shop.project.write({ 'one.py': python(result) });
      expect(await shop.run('deploy')).toMatchObject({ code: 0 });
    }
    expect(await versionsOf(shop)).toEqual({ function: ['3', '4'], machine: ['3', '4'] });
  });

  it('share executions for a while, and a failure on the new one takes everything back', async () => {
    const workflow = `${oneStep}promote: { percent: 99, for: 60s }\n`;
    await using shop = await createShop({ 'workflow.yaml': workflow, 'one.py': python('1') });
    expect(await shop.run('run')).toMatchObject({ code: 0 });
    await shop.project.write({ 'one.py': 'def handler(event, context):\n    return event["must"]\n' });
    const shifting = start(cliPath, ['run', '--aws', '--input', '{"must":1}'], {
      cwd: shop.project.folder,
      env: shop.local.env,
    });
    await shifting.line(/99 % of executions/);
    for (let count = 0; count < 12; count += 1) {
      await shop.clients.sfn.send(
        new StartExecutionCommand({ stateMachineArn: `${shop.machine}:live`, input: '{}' }),
      );
    }
    const { code, stderr } = await shifting.finished;
    expect({ code, stderr }).toMatchObject({ code: 1 });
    expect(stderr).toContain('failed while it had its share');
    expect(await liveOf(shop)).toEqual({ function: '1', machine: '1' });
    expect(await versionsOf(shop)).toEqual({ function: ['1'], machine: ['1'] });
  });
});

describe('what is no longer wanted', () => {
  it('waits for executions of older versions, is reported as pending, and goes with the next deploy', async () => {
    const waiting = twoSteps.replace('steps:\n', 'steps:\n  - wait: 1h\n');
    await using shop = await createShop({
      'workflow.yaml': waiting,
      'one.py': python('1'),
      'two.py': python('2'),
    });
    expect(await shop.run('deploy')).toMatchObject({ code: 0 });
    const { executionArn } = await shop.clients.sfn.send(
      new StartExecutionCommand({ stateMachineArn: `${shop.machine}:live`, input: '{}' }),
    );
    await shop.project.write({ 'workflow.yaml': oneStep });
    const pending = await shop.run('deploy');
    expect(pending).toMatchObject({ code: 0 });
    expect(pending.stdout).toContain('1 execution of older versions still running');
    expect((await statementsOf(shop)).sort()).toEqual(['one', 'two']);
    expect((await shop.run('deploy')).stdout).toContain('no changes');

    await shop.clients.sfn.send(new StopExecutionCommand({ executionArn }));
    const cleared = await shop.run('deploy');
    expect(cleared).toMatchObject({ code: 0 });
    expect(cleared.stdout).toContain(`- function ${shop.name}-dev-two`);
    expect(await statementsOf(shop)).toEqual(['one']);
    const gone = shop.clients.lambda.send(new GetFunctionCommand({ FunctionName: `${shop.name}-dev-two` }));
    await expect(gone).rejects.toThrow(/not found/i);
    expect((await shop.run('deploy')).stdout).toContain('no changes');
  });
});

describe('ownership', () => {
  it('stops the deploy at a name that is not ours, and adopts it only when told', async () => {
    await using shop = await createShop({ 'workflow.yaml': oneStep, 'one.py': python('1') });
    const { iam, lambda } = shop.clients;
    const trust = {
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    };
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName: `${shop.name}-theirs`, AssumeRolePolicyDocument: document }),
    );
    const source = { source: join(shop.project.folder, 'one.py'), folder: shop.project.folder };
    const { zip } = await packageFunction({ ...source, runtime: 'python3.13', handler: 'one.handler' });
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: `${shop.name}-dev-one`,
        Role: Role?.Arn,
        Runtime: 'python3.13',
        Handler: 'one.handler',
        Code: { ZipFile: zip },
      }),
    );
    const refused = await shop.run('deploy');
    expect(refused).toMatchObject({ code: 3 });
    expect(refused.stderr).toContain(
      `the function ${shop.name}-dev-one exists and is not owned by workflow ${shop.name}, stage dev`,
    );
    expect(await shop.run('deploy', '--adopt')).toMatchObject({ code: 0 });
    expect(await liveOf(shop)).toEqual({ function: '1', machine: '1' });
    expect((await shop.run('deploy')).stdout).toContain('no changes');
  });

  it('keeps stages apart', async () => {
    await using shop = await createShop({ 'workflow.yaml': oneStep, 'one.py': python('1') });
    expect(await shop.run('deploy')).toMatchObject({ code: 0 });
    expect(await shop.run('deploy', '--stage', 'pr-7')).toMatchObject({ code: 0 });
    expect(await shop.run('destroy', '--stage', 'pr-7', '--yes')).toMatchObject({ code: 0 });
    expect((await shop.run('deploy')).stdout).toContain('no changes');
  });
});

describe('a plan', () => {
  it('is carried out exactly, or refused when the world has moved', async () => {
    await using shop = await createShop({ 'workflow.yaml': oneStep, 'one.py': python('1') });
    const file = join(shop.project.folder, 'plan.json');
    await writeFile(file, (await shop.run('plan', '--json')).stdout);
    expect(await shop.run('deploy', '--plan', file)).toMatchObject({ code: 0 });
    const refused = await shop.run('deploy', '--plan', file);
    expect(refused).toMatchObject({ code: 3 });
    expect(refused.stderr).toContain('has changed since the plan was made; now it would be: no changes');
  });

  it('shows the lines of the definition that change, and what the role gains and loses', async () => {
    await using shop = await createShop({
      'workflow.yaml': twoSteps,
      'one.py': python('1'),
      'two.py': python('2'),
    });
    await shop.run('deploy');
    await shop.project.write({ 'workflow.yaml': oneStep });
    const { stdout } = await shop.run('plan');
    expect(stdout).toMatch(/revoke lambda:InvokeFunction on .*-dev-two/);
    expect(stdout).toMatch(/^ +- .*"Next": "two"/m);
    expect(stdout).toContain(`- function ${shop.name}-dev-two`);
    expect((await shop.run('plan', '--markdown')).stdout).toContain('```diff');
  });
});

describe('a lease', () => {
  it('of a living deploy refuses another one, saying who; of a dead one is overtaken', async () => {
    await using shop = await createShop({ 'workflow.yaml': oneStep, 'one.py': python('1') });
    await shop.run('deploy');
    await shop.project.write({ 'one.py': python('2') });
    const hold = (renewals: number) => {
      const lease = { Key: 'stepline:lease', Value: `abc123 mary run 7 since noon ${renewals}` };
      return shop.clients.iam.send(new TagRoleCommand({ RoleName: `${shop.name}-dev`, Tags: [lease] }));
    };
    await hold(1);
    const second = shop.run('deploy');
    await hold(2);
    let renewals = 2;
    const living = setInterval(() => void hold((renewals += 1)), 200);
    const refused = await second;
    clearInterval(living);
    expect(refused).toMatchObject({ code: 3 });
    expect(refused.stderr).toContain('this stage is being deployed by mary run 7 since noon');

    const overtaken = await shop.run('deploy');
    expect(overtaken).toMatchObject({ code: 0 });
    expect(await liveOf(shop)).toEqual({ function: '2', machine: '2' });
    const { iam } = shop.clients;
    await iam.send(new UntagRoleCommand({ RoleName: `${shop.name}-dev`, TagKeys: ['stepline:lease'] }));
    expect((await shop.run('deploy')).stdout).toContain('no changes');
  });
});
