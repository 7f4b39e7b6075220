/** Whose something is, and what may be done to it: leftovers, ownership, plans, leases. */
import { describe, expect, it } from '@jest/globals';
import { CreateRoleCommand, TagRoleCommand, UntagRoleCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, GetFunctionCommand } from '@aws-sdk/client-lambda';
import { StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFunction } from '../../src/package/packageFunction.ts';
import { createShop, liveOf, oneStep, python, statementsOf, twoSteps } from '../support/shop.ts';

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
