/** The built Action on every node that there is; verdict.test.ts and cancel.test.ts have all the ways to end. */
import { describe, expect, it } from '@jest/globals';
import { actionNodes, missingNodes } from '../support/nodes.ts';
import { createRunner } from '../support/runner.ts';
import { startLocal } from '../support/spawn.ts';

for (const { name, why } of missingNodes) it.skip(`the built Action on ${name}: ${why}`, () => undefined);

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
});
