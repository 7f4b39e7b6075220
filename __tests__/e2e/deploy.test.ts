import { describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRecordingProxy } from '../support/recordingProxy.ts';
import { startLocal, stepline } from '../support/spawn.ts';

describe('stepline deploy --aws, against a running embedded AWS', () => {
  it('deploys, serves the URL, writes nothing the second time, and destroys all of it', async () => {
    await using local = await startLocal();
    await using proxy = await startRecordingProxy(local.endpoint);
    const env = { ...local.env, AWS_ENDPOINT_URL: proxy.endpoint };

    const first = await stepline(['deploy', 'examples/hello-world', '--aws', '--json'], { env });
    expect(first).toMatchObject({ code: 0 });
    const { functionUrls } = JSON.parse(first.stdout) as { functionUrls: { first: string } };
    const page = await fetch(functionUrls.first);
    expect({ status: page.status, body: await page.text() }).toEqual({
      status: 200,
      body: '"Hello from Lambda!"',
    });

    proxy.calls.length = 0;
    const second = await stepline(['deploy', 'examples/hello-world', '--aws'], { env });
    expect(second).toMatchObject({ code: 0 });
    expect(second.stdout).toContain('no changes');
    expect(proxy.calls.filter(({ write, name }) => write && name !== 'sts:GetCallerIdentity')).toEqual([]);
    expect(proxy.calls.length).toBeGreaterThan(5);

    const run = await stepline(['run', 'examples/hello-world', '--aws'], { env });
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toContain('no changes');

    const destroyed = await stepline(['destroy', 'examples/hello-world', '--aws', '--yes', '--json'], {
      env,
    });
    expect(destroyed).toMatchObject({ code: 0 });
    expect((JSON.parse(destroyed.stdout) as { resources: unknown[] }).resources).toHaveLength(8);
    const again = await stepline(['destroy', 'examples/hello-world', '--aws', '--yes'], { env });
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toContain('nothing to delete');
  });

  it('writes nothing where Step Functions would refuse the definition', async () => {
    await using local = await startLocal();
    await using proxy = await startRecordingProxy(local.endpoint);
    const env = { ...local.env, AWS_ENDPOINT_URL: proxy.endpoint };
    const folder = await mkdtemp(join(tmpdir(), 'stepline-refused-'));
    const file = join(folder, 'workflow.yaml');
    await writeFile(file, 'name: w\nsteps:\n  - state: { Type: Pass, Seconds: 1 }\n');
    try {
      for (const command of ['plan', 'deploy', 'run']) {
        const { code, stderr } = await stepline([command, file, '--aws'], { env });
        expect({ command, code }).toEqual({ command, code: 2 });
        expect(stderr).toMatch(/workflow\.yaml:3:35: error: Step Functions says: Field is not supported/);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
    expect(proxy.calls.filter(({ name }) => name.endsWith('ValidateStateMachineDefinition'))).toHaveLength(3);
    expect(proxy.calls.filter(({ write, name }) => write && name !== 'sts:GetCallerIdentity')).toEqual([]);
  });

  it('leaves what is live alone when the candidate fails, and removes its versions', async () => {
    await using local = await startLocal();
    const { env } = local;
    const failed = await stepline(['run', 'examples/failing', '--aws'], { env });
    expect(failed).toMatchObject({ code: 1 });
    const plan = await stepline(['plan', 'examples/failing', '--aws'], { env });
    expect(plan.stdout).toContain('nothing has been promoted yet');
  });

  it('tells what it cannot reach, in one line', async () => {
    const env = {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_REGION: 'us-west-2',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
    };
    const { code, stderr } = await stepline(['deploy', 'examples/hello-world', '--aws'], { env });
    expect(code).toBe(3);
    expect(stderr).toContain('check AWS_ENDPOINT_URL');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
