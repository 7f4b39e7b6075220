/** What is live, and what happens to it: candidates, promotions, rollbacks, versions. */
import { describe, expect, it } from '@jest/globals';
import { GetAliasCommand } from '@aws-sdk/client-lambda';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import {
  createShop,
  liveOf,
  oneStep,
  python,
  raising,
  statementsOf,
  twoSteps,
  versionsOf,
} from '../support/shop.ts';
import { cliPath, start } from '../support/spawn.ts';

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
