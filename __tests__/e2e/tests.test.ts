/** `stepline test` and `deploy --test`: the built program, tests in the file, an embedded AWS or somebody else's endpoint. */
import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createProject, type Project } from '../support/project.ts';
import { startRecordingProxy } from '../support/recordingProxy.ts';
import { createRunner } from '../support/runner.ts';
import { testsDocumentSchema } from '../../src/report/schema/tests.ts';
import { startLocal, stepline } from '../support/spawn.ts';

const workflow = `name: orders
functions:
  charge: { source: charge.mjs, url: { auth: NONE } }
steps:
  - name: Charge
    function: charge
    retry: [{ errorEquals: [Busy], interval: 1s, maxAttempts: 1 }, { errorEquals: [Down], interval: 1s, maxAttempts: 1 }]
    catch: [{ errorEquals: [Declined], next: Reject }]
  - name: Big?
    choice: [{ when: $states.input.total > 5, next: Done }]
    default: Reject
  - name: Done
    succeed: true
  - name: Reject
    fail: { error: Rejected, cause: no }
tests:
  - name: busy, then down, then well
    mock: { Charge: [{ throw: { error: Busy } }, { throw: { error: Down } }, { return: { total: 6 } }] }
    expect: { output: { total: 6 }, path: [Charge, Big?, Done], retries: { Charge: 2 } }
  - name: busy for ever
    mock: { Charge: { throw: { error: Busy, cause: later } } }
    expect: { error: Busy, cause: late, failedState: Charge, retries: { Charge: 1 } }
  - name: declined
    mock: mocks.json#Declined
    expect: { error: Rejected, path: [Charge, Reject] }
  - name: the real function
    input: { total: 7, url: '\${functions.charge.url}' }
    expect: { output: '{% $states.output.total = 7 and $contains($states.output.url, "http") %}' }
`;
const wrong = `
  - name: too much is expected
    input: { total: 7 }
    expect: { output: { total: 8 }, maxDuration: 1m }
`;
const mocks = {
  StateMachines: { orders: { TestCases: { Declined: { Charge: 'Declined' } } } },
  MockedResponses: { Declined: { '0': { Throw: { Error: 'Declined' } } } },
};

async function createOrders(more = ''): Promise<Project> {
  return createProject({
    'workflow.yaml': workflow + more,
    'mocks.json': JSON.stringify(mocks),
    'charge.mjs': 'export const handler = async (order) => order;\n',
  });
}

describe('stepline test', () => {
  it('passes, and says what was visited', async () => {
    await using project = await createOrders();
    const { code, stdout, stderr } = await stepline(['test', '.'], { cwd: project.folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.split('\n').filter((line) => /^[✓✗]|visited/.test(line));
    expect(lines.map((line) => line.replace(/ {2}[\d.]+ m?s$/, ''))).toEqual([
      '✓ busy, then down, then well',
      '✓ busy for ever',
      '✓ declined',
      '✓ the real function',
      '✓ 4 tests passed',
      'states visited: 4 of 4',
      'branches visited: 1 of 2, not: Big? → Reject',
    ]);
  });

  it('fails with what differs, where it is expected; writes reports; promotes nothing', async () => {
    await using project = await createOrders(wrong);
    await using local = await startLocal();
    const at = { cwd: project.folder, env: local.env };
    const { code, stdout } = await stepline(['test', '--aws', '--report-dir', 'out'], at);
    expect(code).toBe(1);
    expect(stdout).toContain('workflow.yaml:32:32: output.total: expected 8, got 7');
    expect(stdout).toContain('✗ 4 tests passed, 1 failed');
    const junit = await readFile(join(project.folder, 'out', 'junit.xml'), 'utf8');
    expect(junit).toContain('tests="5" failures="1" errors="0" skipped="0"');
    expect(await readFile(join(project.folder, 'out', 'report.html'), 'utf8')).toContain(
      'too much is expected',
    );
    expect(junit).toContain('<failure message="output.total: expected 8, got 7" type="mismatch">');
    const report = await readFile(join(project.folder, 'out', 'report.json'), 'utf8');
    expect(testsDocumentSchema.parse(JSON.parse(report))).toMatchObject({
      passed: false,
      counts: { passed: 4, failed: 1, skipped: 0 },
    });

    const deployed = await stepline(['deploy', '--aws', '--test', '--json'], at);
    expect(deployed.code).toBe(1);
    expect(JSON.parse(deployed.stdout)).not.toHaveProperty('stateMachineArn');
    const plan = await stepline(['plan', '--aws'], at);
    expect(plan.stdout).toContain('nothing has been promoted yet');

    await project.write({ 'workflow.yaml': workflow });
    const promoted = await stepline(['deploy', '--aws', '--test'], at);
    expect(promoted).toMatchObject({ code: 0 });
    expect(promoted.stdout).toContain('✓ deployed after its tests: ');
    const again = await stepline(['test', '--aws'], at);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toContain('no changes');
    expect((await stepline(['plan', '--aws'], at)).stdout).toContain('no changes');
  });

  it('walks through TestState where executions cannot be mocked: the same results; what it cannot do is skipped', async () => {
    await using project = await createOrders(`
  - name: only an execution takes time
    mock: { Charge: { return: { total: 6 } } }
    expect: { maxDuration: 1m }
`);
    await using local = await startLocal();
    await using proxy = await startRecordingProxy(local.endpoint, /^\/_stepline/);
    const env = { ...local.env, AWS_ENDPOINT_URL: proxy.endpoint };
    const { code, stdout } = await stepline(['test', '--aws', '--json'], { cwd: project.folder, env });
    expect(code).toBe(0);
    const { tests } = testsDocumentSchema.parse(JSON.parse(stdout));
    expect(tests.map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'passed', 'passed', 'skipped']);
    expect(tests.at(-1)).toMatchObject({
      reason: expect.stringMatching(/^not possible on AWS: maxDuration/),
    });
    expect(proxy.calls.filter(({ name }) => name === 'states:TestState').length).toBeGreaterThan(5);
    expect(proxy.calls.filter(({ name }) => name === 'states:StartExecution')).toHaveLength(1);
  });

  it.each([
    ['Map', 'map: { items: [1], steps: [{ name: Work, service: "sqs:sendMessage", arguments: {} }] }'],
    ['context', 'pass: "{% $states.context.Execution.Id %}"'],
    ['waits', 'activity: work'],
  ])('skips what TestState cannot pass: %s', async (says, step) => {
    await using project = await createProject({
      'workflow.yaml': `name: w
steps:
  - { name: First, service: 'sqs:sendMessage', arguments: { QueueUrl: u, MessageBody: m } }
  - { name: Second, ${step} }
tests: [{ name: a, mock: { First: { return: {} } } }]
`,
    });
    await using local = await startLocal();
    await using proxy = await startRecordingProxy(local.endpoint, /^\/_stepline/);
    const env = { ...local.env, AWS_ENDPOINT_URL: proxy.endpoint };
    const { code, stdout } = await stepline(['test', '--aws', '--json'], { cwd: project.folder, env });
    const { tests } = testsDocumentSchema.parse(JSON.parse(stdout));
    expect({ code, outcome: tests[0]?.outcome }).toEqual({ code: 0, outcome: 'skipped' });
    const reason = tests[0]?.outcome === 'skipped' ? tests[0].reason : '';
    expect(reason).toMatch(/^not possible on AWS: .*Second.*/);
    expect(reason).toContain(says);
  });

  it('runs only what --filter names, and says when that is nothing', async () => {
    await using project = await createOrders(wrong);
    const at = { cwd: project.folder };
    const some = await stepline(['test', '--filter', 'busy'], at);
    expect(some.stdout).toContain('✓ 2 tests passed');
    const none = await stepline(['test', '--filter', 'nothing like it'], at);
    expect(none).toMatchObject({ code: 2 });
    expect(none.stderr).toContain('no test has "nothing like it" in its name. There are "busy, then down');
    const empty = await stepline(['test', 'examples/hello-world']);
    expect(empty).toMatchObject({ code: 2 });
    expect(empty.stderr).toContain('workflow.yaml has no tests');
  });
});

describe('the Action', () => {
  it('command: test annotates the line of the expectation, and tells the rest in the summary', async () => {
    await using project = await createOrders(wrong);
    await using runner = await createRunner(process.execPath);
    const inputs = { workflow: project.folder, command: 'test', target: 'local', filter: 'too much' };
    const { code, stdout } = await runner.run(inputs);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^::error file=.*workflow\.yaml,line=32,col=32::too much is expected: output\.total/m,
    );
    const summary = await runner.summary();
    expect(summary).toContain('0 tests passed, 1 failed');
    expect(summary).toContain('**failed**');
  });

  it('command: deploy with test: true promotes only what has passed', async () => {
    const orders = (total: number): string =>
      `name: orders\nsteps: [{ pass: { total: 7 } }]\ntests: [{ name: seven, expect: { output: { total: ${total} } } }]\n`;
    await using project = await createProject({ 'workflow.yaml': orders(8) });
    await using local = await startLocal();
    const inputs = {
      workflow: project.folder,
      command: 'deploy',
      test: 'true',
      'report-dir': project.folder,
    };
    await using failed = await createRunner(process.execPath);
    expect(await failed.run(inputs, local.env)).toMatchObject({ code: 1 });
    expect(await failed.outputs()).not.toHaveProperty('state-machine-arn');
    expect(await failed.summary()).toMatch(/❌ .*: 0 tests passed, 1 failed/);

    await project.write({ 'workflow.yaml': orders(7) });
    await using passed = await createRunner(process.execPath);
    expect(await passed.run(inputs, local.env)).toMatchObject({ code: 0 });
    expect(await passed.outputs()).toMatchObject({
      'state-machine-arn': expect.stringMatching(/:stateMachine:orders-dev:live$/),
      report: join(project.folder, 'report.html'),
    });
    expect(await passed.summary()).toMatch(/✅ .* is live[^]*\| <code>seven<\/code> \| passed \|/);
  });
});
