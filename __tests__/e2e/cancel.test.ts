/** A job that is cancelled, at four moments: what runs is stopped, what was not promoted is gone, within the runner's patience. */
import { describe, expect, it } from '@jest/globals';
import {
  DescribeStateMachineAliasCommand,
  ListExecutionsCommand,
  ListStateMachineVersionsCommand,
} from '@aws-sdk/client-sfn';
import { GetAliasCommand, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { setTimeout as sleep } from 'node:timers/promises';
import { clientsOf, type Clients } from '../support/clients.ts';
import type { Fault } from '../support/control.ts';
import { createFolder } from '../support/folder.ts';
import { pullRequestEvent, startGitHub, type GitHubOptions } from '../support/github.ts';
import { actionNodes } from '../support/nodes.ts';
import { createRunner } from '../support/runner.ts';
import { stepline } from '../support/spawn.ts';
import { openEmbedded } from '../support/target.ts';

/** From SIGINT to SIGTERM, in milliseconds (actions/runner, ProcessInvoker). */
const runnersPatience = 7_500;

const workflow = (wait: string): string => `name: stopped
functions: { answer: { source: answer.mjs } }
steps:
  - function: answer
  - name: Sleep
    wait: ${wait}
`;
const answering = (answer: string): string => `export const handler = async () => '${answer}';\n`;

interface Row {
  readonly why: string;
  /** The call at which the job is cancelled, or the line of the log. */
  readonly at: Fault | RegExp;
  readonly wait?: string;
  readonly github?: GitHubOptions;
  /** What is live then. */
  readonly live: 'old' | 'new';
  readonly executions: readonly string[];
  readonly code: number;
  readonly said: string;
}

/** The first call only: taking things back makes the same calls. */
const hold = (service: string, operation: string, when: 'before' | 'after'): Fault => ({
  service,
  operation,
  call: 1,
  effect: 'hold',
  when,
});

const rows: readonly Row[] = [
  {
    why: 'while deploying, before the code is there',
    at: hold('lambda', 'UpdateFunctionCode', 'before'),
    live: 'old',
    executions: [],
    code: 1,
    said: 'was cancelled',
  },
  {
    why: "while deploying, when the functions' versions are published and the state machine's is not",
    at: hold('states', 'UpdateStateMachine', 'before'),
    live: 'old',
    executions: [],
    code: 1,
    said: 'was cancelled',
  },
  {
    why: 'while the execution runs',
    at: /Sleep$/,
    wait: '1h',
    live: 'old',
    executions: ['ABORTED'],
    code: 1,
    said: 'was cancelled',
  },
  {
    why: "while promoting, before the functions' aliases have moved",
    at: hold('lambda', 'UpdateAlias', 'before'),
    live: 'old',
    executions: ['SUCCEEDED'],
    code: 1,
    said: 'was cancelled',
  },
  {
    why: 'while promoting, when every alias has moved and the last answer is still to come',
    at: hold('states', 'UpdateStateMachineAlias', 'after'),
    live: 'old',
    executions: ['SUCCEEDED'],
    code: 1,
    said: 'was cancelled',
  },
  {
    why: 'after the promotion, while GitHub lets us wait',
    at: /output/,
    github: { trouble: 'silent' },
    live: 'new',
    executions: ['SUCCEEDED'],
    code: 0,
    said: '✅',
  },
];

const [node] = actionNodes.slice(-1);

describe(`the built Action on ${node?.name ?? ''}, cancelled`, () => {
  it.each(rows)('$why', async (row) => {
    await using aws = await openEmbedded();
    await using folder = await createFolder({
      'workflow.yaml': workflow('1s'),
      'answer.mjs': answering('old'),
    });
    await using github = await startGitHub(row.github);
    await using runner = await createRunner(node?.binary);
    using clients = clientsOf(aws);
    const deployed = await stepline(['deploy', folder.path, '--aws'], { env: aws.env });
    expect(deployed).toMatchObject({ code: 0 });
    const before = await deploymentOf(clients);

    await folder.write({ 'workflow.yaml': workflow(row.wait ?? '1s'), 'answer.mjs': answering('new') });
    if (!(row.at instanceof RegExp)) await aws.control.arm(row.at);
    const env = { ...aws.env, ...github.env, ...(await runner.event('pull_request', pullRequestEvent())) };
    const started = runner.start({ workflow: folder.path, 'github-token': 'ghs_job' }, env);
    await (row.at instanceof RegExp
      ? started.line(row.at)
      : aws.control.struck(0, AbortSignal.timeout(20_000)));
    if (row.github) await until(() => github.requests.length > 0);
    const cancelledAt = performance.now();
    started.child.kill('SIGINT');
    const { code, stdout } = await started.finished;
    const took = performance.now() - cancelledAt;
    await aws.control.disarm();

    expect({ code, stdout }).toMatchObject({ code: row.code });
    expect(took).toBeLessThan(runnersPatience);
    const after = await deploymentOf(clients);
    if (row.live === 'old') expect(after).toEqual(before);
    else expect(after.live).not.toEqual(before.live);
    expect(await executionsOf(clients)).toEqual(row.executions);
    expect(await runner.summary()).toContain(row.said);
    if (!row.github)
      expect(github.comments.map(({ body }) => body)).toEqual([expect.stringContaining(row.said)]);
  });
});

const machine = 'arn:aws:states:us-west-2:123456789012:stateMachine:stopped-dev';
const FunctionName = 'stopped-dev-answer';

/** What is live, and all versions that there are. */
async function deploymentOf({ sfn, lambda }: Clients) {
  const [alias, versions, functionAlias, functions] = await Promise.all([
    sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn: `${machine}:live` })),
    sfn.send(new ListStateMachineVersionsCommand({ stateMachineArn: machine })),
    lambda.send(new GetAliasCommand({ FunctionName, Name: 'live' })),
    lambda.send(new ListVersionsByFunctionCommand({ FunctionName })),
  ]);
  return {
    live: [alias.routingConfiguration, functionAlias.FunctionVersion],
    versions: [
      versions.stateMachineVersions?.map(({ stateMachineVersionArn }) => stateMachineVersionArn),
      functions.Versions?.map(({ Version }) => Version),
    ],
  };
}

async function executionsOf({ sfn }: Clients): Promise<string[]> {
  const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn: machine }));
  return executions.map(({ status }) => status ?? '');
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(10);
}
