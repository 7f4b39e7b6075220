import { describe, expect, it } from '@jest/globals';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { clientsOf } from '../support/clients.ts';
import { createFolder } from '../support/folder.ts';
import { actionNodes } from '../support/nodes.ts';
import { createRunner } from '../support/runner.ts';
import { annotations, readLog } from '../support/runnerLog.ts';
import { localEnvironment, startLocal } from '../support/spawn.ts';

const sleeping = { 'workflow.yaml': 'name: sleeping\nsteps:\n  - name: Sleep\n    wait: 1h\n' };
const passing = { 'workflow.yaml': 'name: good\nsteps:\n  - name: Say\n    pass: 1\n' };
const [node] = actionNodes.slice(-1);

describe(`the post step of the built Action on ${node?.name ?? ''}`, () => {
  it('stops the execution of a step that was killed', async () => {
    await using folder = await createFolder(sleeping);
    await using runner = await createRunner(node?.binary);
    await using local = await startLocal();
    using clients = clientsOf(local);
    const started = runner.start({ workflow: folder.path }, local.env);
    await started.line(/Sleep$/);
    started.child.kill('SIGKILL');
    await started.finished;
    const { 'execution-arn': executionArn } = await runner.state();
    const status = async () =>
      (await clients.sfn.send(new DescribeExecutionCommand({ executionArn }))).status;
    expect(await status()).toBe('RUNNING');

    const first = await runner.post(local.env);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(annotations(readLog(first.stdout), 'warning')).toEqual([
      `The execution was still running, and was stopped: ${executionArn ?? ''}`,
    ]);
    expect(await status()).toBe('ABORTED');

    const second = await runner.post(local.env);
    expect(second).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('asks nobody after a step that came to its end', async () => {
    await using folder = await createFolder(passing);
    await using runner = await createRunner(node?.binary);
    await using local = await startLocal();
    expect(await runner.run({ workflow: folder.path }, local.env)).toMatchObject({ code: 0 });
    // Nothing listens there.
    expect(await runner.post(localEnvironment('http://127.0.0.1:9'))).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('says so when it cannot know, and does not fail', async () => {
    await using runner = await createRunner(node?.binary);
    const env = {
      ...localEnvironment('http://127.0.0.1:9'),
      'STATE_is-post': 'true',
      'STATE_execution-arn': 'arn:aws:states:us-west-2:123456789012:execution:m:e',
    };
    const { code, stdout } = await runner.run({}, env);
    expect(code).toBe(0);
    expect(annotations(readLog(stdout), 'warning')).toEqual([
      expect.stringMatching(/^Whether .*:e still runs/),
    ]);
  });
});
