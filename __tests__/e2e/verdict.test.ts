/** What people see of a verdict: the built Action under a runner, before GitHub and AWS, one row for each way to end. */
import { describe, expect, it } from '@jest/globals';
import { ListExecutionsCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { relative } from 'node:path';
import { clientsOf } from '../support/clients.ts';
import { createFolder } from '../support/folder.ts';
import { bot, pullRequestEvent, startGitHub, type GitHubOptions } from '../support/github.ts';
import { actionNodes } from '../support/nodes.ts';
import { createRunner } from '../support/runner.ts';
import { annotations, readLog } from '../support/runnerLog.ts';
import { localEnvironment, root, startLocal, type Started } from '../support/spawn.ts';

const passing = { 'workflow.yaml': 'name: good\nsteps:\n  - name: Say\n    pass: { said: hello }\n' };
const failing = {
  'workflow.yaml': 'name: bad\nsteps:\n  - name: Charge\n    function: charge.mjs\n',
  'charge.mjs':
    "export const handler = async () => {\n  console.log('order 7');\n  throw new RangeError('no stock');\n};\n",
};
const caught = {
  'workflow.yaml': `name: caught
steps:
  - name: Charge
    function: charge.mjs
    retry: []
    catch: [{ errorEquals: [States.ALL], next: After }]
  - name: After
    pass: 1
`,
  'charge.mjs': failing['charge.mjs'],
};
const express = {
  'workflow.yaml': `name: quick
type: EXPRESS
steps:
  - name: Charge
    function: charge.mjs
    retry: []
`,
  'charge.mjs': failing['charge.mjs'],
};
const slow = { 'workflow.yaml': 'name: slow\ntimeout: 1s\nsteps:\n  - name: Sleep\n    wait: 1h\n' };
const sleeping = { 'workflow.yaml': 'name: sleeping\nsteps:\n  - name: Sleep\n    wait: 1h\n' };

/** A comment of ours, as it stood before. */
const ours = (name: string): string =>
  `<!-- stepline {"workflow":"${name}","stage":"dev","verdicts":[{"gist":"FAILED at X","commit":"abcdef1234","runId":"12"}]} -->\nold`;

interface Row {
  readonly why: string;
  readonly files: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly github?: (workflow: string) => GitHubOptions;
  /** Default: a pull request of the repository itself. */
  readonly event?: { readonly name: string; readonly payload: object };
  /** Default: the embedded AWS of the Action's own. */
  readonly aws?: 'standing' | 'without credentials';
  readonly during?: (started: Started, env: Readonly<Record<string, string>>) => Promise<void>;
  readonly code: number;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly unknown[];
  readonly warnings?: readonly unknown[];
  /** In the log. */
  readonly log?: string;
  readonly summary: unknown;
  /** Of the comment of ours that there is in the end; none when left out. */
  readonly comment?: unknown;
  readonly comments?: number;
}

const rows: readonly Row[] = [
  {
    why: 'passes',
    files: passing,
    code: 0,
    outputs: { status: 'SUCCEEDED', output: '{"said":"hello"}' },
    summary: expect.stringContaining('## ✅ good (dev) succeeded'),
    comment: expect.stringMatching(
      /^<!-- stepline \{.*"gist":"succeeded in .*\} -->\n## ✅ good \(dev\) succeeded\n[^]*\n\ncommit ` bbbbbbb ` · \[run\]\(https:\/\/github\.example\/octo\/shop\/actions\/runs\/4711\)$/,
    ),
  },
  {
    why: 'fails',
    files: failing,
    code: 1,
    outputs: { status: 'FAILED', 'failed-state': 'Charge', error: 'RangeError', cause: 'no stock' },
    errors: [
      expect.stringMatching(/workflow\.yaml:3 FAILED at Charge: RangeError: no stock$/),
      expect.stringMatching(/charge\.mjs:3 FAILED at Charge: RangeError: no stock$/),
    ],
    log: 'order 7',
    summary: expect.stringMatching(/❌ bad \(dev\) FAILED at ` Charge `[^]*order 7[^]*```mermaid\n/),
    comment: expect.stringMatching(/❌ bad \(dev\) FAILED at ` Charge `[^]*order 7[^]*```mermaid\n/),
  },
  {
    why: 'passes when the failure is caught',
    files: caught,
    code: 0,
    summary: expect.stringContaining('| caught |'),
    comment: expect.stringContaining('✅'),
  },
  {
    why: 'fails when the failure is caught, with fail-on: any',
    files: caught,
    inputs: { 'fail-on': 'any' },
    code: 1,
    outputs: { status: 'FAILED', 'failed-state': 'Charge', error: 'RangeError' },
    errors: [expect.stringMatching(/workflow\.yaml:3 /), expect.stringMatching(/charge\.mjs:3 /)],
    log: 'order 7',
    summary: expect.stringContaining('FAILED at ` Charge `'),
    comment: expect.stringContaining('FAILED at ` Charge `'),
  },
  {
    why: 'an express workflow fails: its states, cause and log lines come from its log group',
    files: express,
    code: 1,
    outputs: {
      status: 'FAILED',
      'failed-state': 'Charge',
      error: 'RangeError',
      'execution-arn': expect.stringMatching(/:express:quick-dev:/),
    },
    errors: [
      expect.stringMatching(/workflow\.yaml:4 FAILED at Charge: RangeError: no stock$/),
      expect.stringMatching(/charge\.mjs:3 FAILED at Charge: RangeError: no stock$/),
    ],
    log: 'order 7',
    summary: expect.stringMatching(/❌ quick \(dev\) FAILED at ` Charge `[^]*order 7[^]*```mermaid\n/),
    comment: expect.stringMatching(/❌ quick \(dev\) FAILED at ` Charge `/),
  },
  {
    why: 'timed out',
    files: slow,
    code: 1,
    outputs: { status: 'TIMED_OUT', 'failed-state': 'Sleep', error: 'States.Timeout' },
    errors: [expect.stringMatching(/workflow\.yaml:4 TIMED_OUT at Sleep: States\.Timeout$/)],
    summary: expect.stringContaining('TIMED_OUT at ` Sleep `'),
    comment: expect.stringContaining('TIMED_OUT at ` Sleep `'),
  },
  {
    why: 'aborted by somebody else',
    files: sleeping,
    aws: 'standing',
    during: stopFromOutside,
    code: 1,
    outputs: { status: 'ABORTED', 'failed-state': 'Sleep', error: 'Outside' },
    errors: [expect.stringMatching(/workflow\.yaml:3 ABORTED at Sleep: Outside: by hand$/)],
    summary: expect.stringContaining('ABORTED at ` Sleep `'),
    comment: expect.stringContaining('ABORTED at ` Sleep `'),
  },
  {
    why: 'a file with mistakes',
    files: { 'workflow.yaml': 'nam: x\nsteps:\n  - wait: 30\n' },
    code: 1,
    errors: [expect.stringContaining('workflow.yaml:1 '), expect.stringContaining('workflow.yaml:3 ')],
    summary: expect.stringMatching(
      /❌ ` .*workflow\.yaml ` \(dev\) failed\n\n```text\n.*workflow\.yaml:1:1: /,
    ),
    comment: expect.stringMatching(
      /❌ ` .*workflow\.yaml ` \(dev\) failed\n\n```text\n.*workflow\.yaml:1:1: /,
    ),
  },
  {
    why: 'more mistakes than GitHub annotates',
    files: { 'workflow.yaml': `name: many\nsteps:\n${'  - wait: 30\n'.repeat(12)}` },
    code: 1,
    errors: Array.from({ length: 10 }, (_, index) => expect.stringContaining(`workflow.yaml:${index + 3} `)),
    log: 'workflow.yaml:14:',
    summary: expect.stringContaining('workflow.yaml:14:'),
    comment: expect.stringContaining('workflow.yaml:14:'),
  },
  {
    why: 'no credentials',
    files: passing,
    aws: 'without credentials',
    code: 1,
    errors: [expect.stringMatching(/^Could not load credentials.*configure-aws-credentials/)],
    summary: expect.stringContaining('configure-aws-credentials'),
    comment: expect.stringContaining('configure-aws-credentials'),
  },
  {
    why: 'no credentials, and target: auto',
    files: passing,
    aws: 'without credentials',
    inputs: { target: 'auto' },
    code: 0,
    outputs: { status: 'SUCCEEDED' },
    summary: expect.stringContaining('✅'),
    comment: expect.stringContaining('✅'),
  },
  {
    why: 'wrong inputs, all at once, and no comment: it is not known on what',
    files: passing,
    inputs: { command: 'fly', 'fail-on': 'never', comment: 'maybe', adopt: 'perhaps', 'wait-timeout': '5' },
    code: 1,
    errors: ['command', 'wait-timeout', 'adopt', 'fail-on', 'comment'].map((name) =>
      expect.stringContaining(name),
    ),
    summary: '',
  },
  {
    why: 'inputs that would have no effect on the command',
    files: passing,
    inputs: { test: 'true', filter: 'busy' },
    code: 1,
    errors: [
      'input filter: it has no effect on command: run. Take it out, or use command: test',
      'input test: it has no effect on command: run. Take it out, or use command: deploy',
    ],
    summary: '',
  },
  {
    why: 'a token that can only read: a warning with what to do, the verdict as it is',
    files: passing,
    github: () => ({ trouble: 'read only' }),
    code: 0,
    warnings: [
      expect.stringMatching(/comment could not be written: GitHub answered 403.*pull-requests: write/),
    ],
    summary: expect.stringContaining('✅'),
  },
  {
    why: 'a failure with a token that can only read',
    files: failing,
    github: () => ({ trouble: 'read only' }),
    code: 1,
    errors: [expect.anything(), expect.anything()],
    warnings: [expect.stringContaining('403')],
    summary: expect.stringContaining('❌'),
  },
  {
    why: 'a fork, whose token can only read: no warning, that is as it should be',
    files: passing,
    github: () => ({ trouble: 'read only' }),
    event: { name: 'pull_request', payload: pullRequestEvent('someone/shop') },
    code: 0,
    log: 'the token of a job for a fork may not write',
    summary: expect.stringContaining('✅'),
  },
  {
    why: 'a fork on pull_request_target: refused before anything of it is read',
    files: { 'workflow.yaml': '- not: read' },
    event: { name: 'pull_request_target', payload: pullRequestEvent('someone/shop') },
    code: 1,
    errors: [
      expect.stringContaining('on pull_request_target nothing is done for a pull request from a fork'),
    ],
    summary: '',
  },
  {
    why: 'a fork that is gone, on pull_request_target: refused too',
    files: passing,
    event: { name: 'pull_request_target', payload: pullRequestEvent(null) },
    code: 1,
    errors: [expect.stringContaining('on pull_request_target')],
    summary: '',
  },
  {
    why: 'our own branch on pull_request_target',
    files: passing,
    event: { name: 'pull_request_target', payload: pullRequestEvent() },
    code: 0,
    summary: expect.stringContaining('✅'),
    comment: expect.stringContaining('✅'),
  },
  {
    why: 'GitHub down',
    files: passing,
    github: () => ({ trouble: 'down' }),
    code: 0,
    warnings: [expect.stringMatching(/comment could not be written: GitHub answered 502: Server Error$/)],
    summary: expect.stringContaining('✅'),
  },
  {
    why: 'a rate limit',
    files: passing,
    github: () => ({ trouble: 'rate limit' }),
    code: 0,
    warnings: [expect.stringContaining('API rate limit exceeded')],
    summary: expect.stringContaining('✅'),
  },
  {
    why: 'a push, which has no pull request',
    files: passing,
    event: { name: 'push', payload: {} },
    code: 0,
    summary: expect.stringContaining('✅'),
  },
  {
    why: 'comment: false',
    files: passing,
    inputs: { comment: 'false' },
    code: 0,
    summary: expect.stringContaining('✅'),
  },
  {
    why: 'our comment on the third page, behind one of somebody else with our header: it is updated, and keeps what it said',
    files: passing,
    github: (workflow) => ({
      comments: [
        ['mallory', ours(workflow)],
        ...Array.from({ length: 230 }, (_, index): [string, string] => ['alice', `remark ${index}`]),
        [bot, 'another tool of the same bot'],
        [bot, ours('other/workflow.yaml')],
        [bot, ours(workflow)],
      ],
    }),
    code: 0,
    summary: expect.stringContaining('✅'),
    comment: expect.stringMatching(
      /## ✅ [^]*<details><summary>Before<\/summary>\n\n- ` FAILED at X ` · ` abcdef1 ` · \[run\]\(https:\/\/github\.example\/octo\/shop\/actions\/runs\/12\)\n\n<\/details>$/,
    ),
    comments: 234,
  },
  {
    why: 'changes-only, with changes',
    files: passing,
    inputs: { comment: 'changes-only' },
    code: 0,
    summary: expect.stringContaining('✅'),
    comment: expect.stringContaining('✅'),
  },
  {
    why: 'changes-only, with nothing to delete',
    files: passing,
    inputs: { comment: 'changes-only', command: 'destroy' },
    aws: 'standing',
    code: 0,
    summary: expect.stringContaining('had nothing to delete'),
  },
  {
    why: 'changes-only, with nothing to delete, where a comment stands: what it says is no longer so',
    files: passing,
    inputs: { comment: 'changes-only', command: 'destroy' },
    aws: 'standing',
    github: (workflow) => ({ comments: [[bot, ours(workflow)]] }),
    event: { name: 'pull_request', payload: { ...pullRequestEvent(), action: 'closed' } },
    code: 0,
    summary: expect.stringContaining('had nothing to delete'),
    comment: expect.stringContaining('had nothing to delete'),
    comments: 1,
  },
  {
    why: 'a check',
    files: passing,
    inputs: { command: 'check' },
    code: 0,
    summary: expect.stringContaining('has no mistakes'),
    comment: expect.stringContaining('has no mistakes'),
  },
  {
    why: 'a plan',
    files: passing,
    inputs: { command: 'plan' },
    code: 0,
    outputs: { changes: '2' },
    summary: expect.stringContaining('would make 2 changes'),
    comment: expect.stringContaining('- **create** state machine ` good-dev `'),
  },
];

const [node] = actionNodes.slice(-1);

describe(`the built Action on ${node?.name ?? ''}`, () => {
  it.each(rows)('$why', async (row) => {
    await using folder = await createFolder(row.files);
    await using runner = await createRunner(node?.binary);
    const workflow = `${folder.path}/workflow.yaml`;
    const key = relativeToRoot(workflow);
    await using github = await startGitHub(row.github?.(key));
    await using local = row.aws === 'standing' ? await startLocal() : undefined;
    const { name, payload } = row.event ?? { name: 'pull_request', payload: pullRequestEvent() };
    const env = { ...github.env, ...(await runner.event(name, payload)), ...environment(row, local?.env) };
    const inputs = {
      workflow,
      'github-token': 'ghs_job',
      ...(!row.aws && { target: 'local' }),
      ...row.inputs,
    };
    const started = runner.start(inputs, env);
    await row.during?.(started, env);
    const { code, stdout, stderr } = await started.finished;
    const log = readLog(stdout);
    expect({ code, stderr }).toEqual({ code: row.code, stderr: '' });
    expect(annotations(log)).toEqual(row.errors ?? []);
    // Which languages this machine has is not the matter here.
    const warnings = annotations(log, 'warning').filter((text) => !text.includes('this machine has no'));
    expect(warnings).toEqual(row.warnings ?? []);
    expect(await runner.outputs()).toMatchObject(row.outputs ?? {});
    expect(log.text).toContain(row.log ?? '');
    expect(await runner.summary()).toEqual(row.summary);
    const own = github.comments.filter(({ user, body }) => user.login === bot && body.includes(`"${key}"`));
    expect(own.map(({ body }) => body)).toEqual(row.comment === undefined ? [] : [row.comment]);
    if (row.comments !== undefined) expect(github.comments).toHaveLength(row.comments);
    expect(
      github.comments.filter(({ user }) => user.login !== bot).every(({ body }) => !body.includes('✅')),
    ).toBe(true);
  });
});

/** As the Action names it: from the folder that it runs in. */
function relativeToRoot(path: string): string {
  return relative(root, path);
}

function environment(
  { aws }: Row,
  standing: Readonly<Record<string, string>> | undefined,
): Record<string, string> {
  if (standing) return standing;
  if (aws === undefined) return {};
  // Nothing listens there, and the SDK asks no machine for its role.
  const { AWS_ENDPOINT_URL = '', AWS_REGION = '' } = localEnvironment('http://127.0.0.1:9');
  return { AWS_ENDPOINT_URL, AWS_REGION, AWS_EC2_METADATA_DISABLED: 'true', AWS_ACCESS_KEY_ID: '' };
}

async function stopFromOutside(started: Started, env: Readonly<Record<string, string>>): Promise<void> {
  await started.line(/Sleep$/);
  using clients = clientsOf({
    endpoint: env.AWS_ENDPOINT_URL ?? '',
    env,
  });
  const stateMachineArn = `arn:aws:states:us-west-2:123456789012:stateMachine:sleeping-dev`;
  const { executions = [] } = await clients.sfn.send(new ListExecutionsCommand({ stateMachineArn }));
  const [{ executionArn } = { executionArn: undefined }] = executions;
  await clients.sfn.send(new StopExecutionCommand({ executionArn, error: 'Outside', cause: 'by hand' }));
}
