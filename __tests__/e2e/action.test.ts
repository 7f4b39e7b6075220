import { describe, expect, it } from '@jest/globals';
import { SFNClient, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actionNodes, missingNodes } from '../support/nodes.ts';
import { createRunner } from '../support/runner.ts';
import { startLocal } from '../support/spawn.ts';

describe.each(missingNodes)('the built Action on $name', ({ why }) => {
  it.skip(why, () => undefined);
});

describe.each(actionNodes)('the built Action on $name', ({ binary }) => {
  it('passes: outputs, summary, exit code 0', async () => {
    await using runner = await createRunner(binary);
    const { code, stdout } = await runner.run({ workflow: 'examples/hello-world', target: 'local' });
    expect({ code, stdout }).toMatchObject({ code: 0 });
    const outputs = await runner.outputs();
    expect(outputs).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"statusCode":200,"body":"\\"Hello from Lambda!\\""}',
    });
    expect(outputs['state-machine-arn']).toMatch(/:stateMachine:hello-world-dev:live$/);
    expect(JSON.parse(outputs['function-urls'] ?? '')).toHaveProperty('first');
    expect(await runner.summary()).toContain('✅ hello-world (dev) succeeded');
  });

  it('fails at the failing leaf: outputs, annotation on its line, summary, exit code 1', async () => {
    await using runner = await createRunner(binary);
    await using local = await startLocal();
    const { code, stdout } = await runner.run({ workflow: 'examples/failing' }, local.env);
    expect(code).toBe(1);
    expect(await runner.outputs()).toMatchObject({
      status: 'FAILED',
      'failed-state': 'raises',
      error: 'ValueError',
      cause: 'no stock for order unknown',
    });
    expect(stdout).toMatch(
      /^::error file=examples\/failing\/workflow\.yaml,line=5,col=5::FAILED at raises: ValueError: no stock/m,
    );
    expect(await runner.summary()).toContain('❌ failing (dev) FAILED at ` raises `');
  });

  it('annotates every mistake of the file', async () => {
    await using runner = await createRunner(binary);
    const folder = await mkdtemp(join(tmpdir(), 'stepline-action-'));
    await writeFile(join(folder, 'workflow.yaml'), 'nam: x\nsteps:\n  - wait: 30\n');
    const { code, stdout } = await runner.run({ workflow: folder, target: 'local' });
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=.*workflow\.yaml,line=1,col=1::/m);
    expect(stdout).toMatch(/^::error file=.*workflow\.yaml,line=3,col=11::/m);
  });

  it('names all wrong inputs at once', async () => {
    await using runner = await createRunner(binary);
    const { code, stdout } = await runner.run({ command: 'fly', target: 'moon', 'wait-timeout': '5' });
    expect(code).toBe(1);
    for (const text of ['input command: "fly"', 'input target: "moon"', 'wait-timeout 5'])
      expect(stdout).toContain(text);
  });

  it('stops the execution on SIGINT before it exits', async () => {
    await using runner = await createRunner(binary);
    await using local = await startLocal();
    const folder = await mkdtemp(join(tmpdir(), 'stepline-cancel-'));
    await writeFile(join(folder, 'workflow.yaml'), 'name: sleeper\nsteps:\n  - name: Sleep\n    wait: 1h\n');
    const started = runner.start({ workflow: folder }, local.env);
    await started.line(/Sleep$/);
    started.child.kill('SIGINT');
    const { code, stdout } = await started.finished;
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expect(stdout).toContain('cancelled');
    const { 'execution-arn': executionArn = '' } = await runner.state();
    const client = new SFNClient({
      endpoint: local.endpoint,
      region: 'us-west-2',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const { executions } = await client.send(
      new ListExecutionsCommand({
        stateMachineArn: executionArn.replace(':execution:', ':stateMachine:').replace(/:[^:]*$/, ''),
      }),
    );
    client.destroy();
    expect(executions?.map(({ status }) => status)).toEqual(['ABORTED']);
  });
});
