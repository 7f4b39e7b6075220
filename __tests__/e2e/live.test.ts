/** What `live` serves while a candidate fails: the old version, to everybody, all the time. */
import { describe, expect, it } from '@jest/globals';
import { ListVersionsByFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DescribeExecutionCommand,
  ListStateMachineVersionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFolder } from '../support/folder.ts';
import { startEndpoint, stepline, type RunningLocal } from '../support/spawn.ts';

const workflow = `name: served
functions:
  answer: { source: answer.mjs, url: { auth: NONE } }
steps:
  - function: answer
`;
const good = `export const handler = async () => ({ served: 'old' });\n`;
const bad = `export const handler = async () => { throw new Error('the new one is broken'); };\n`;

/** As many as the background loop performs at least; it goes on for as long as the candidate takes. */
const executions = 1_000;
const atOnce = 4;

describe('a candidate whose run fails', () => {
  it('is seen by nobody whom live serves, and leaves no version behind', async () => {
    await using target = await startEndpoint();
    await using folder = await createFolder({ 'workflow.yaml': workflow, 'answer.mjs': good });
    const deployed = await stepline(['deploy', folder.path, '--aws', '--json'], { env: target.env });
    expect(deployed).toMatchObject({ code: 0 });
    const { stateMachineArn, functionUrls } = JSON.parse(deployed.stdout) as Deployed;
    const versions = await versionsOf(target, stateMachineArn);

    await folder.write({ 'answer.mjs': bad });
    const loop = serveInBackground(target, stateMachineArn, functionUrls.answer);
    const failed = await stepline(['run', folder.path, '--aws'], { env: target.env });
    const { executed, called, wrong } = await loop.finish();

    expect(failed).toMatchObject({ code: 1, stderr: '' });
    expect(failed.stdout).toContain('the new one is broken');
    expect(wrong).toEqual([]);
    expect(executed).toBeGreaterThanOrEqual(executions);
    expect(called).toBeGreaterThanOrEqual(executions);
    expect(await versionsOf(target, stateMachineArn)).toEqual(versions);
    const destroyed = await stepline(['destroy', folder.path, '--aws', '--yes'], { env: target.env });
    expect(destroyed).toMatchObject({ code: 0, stderr: '' });
  });
});

interface Deployed {
  readonly stateMachineArn: string;
  readonly functionUrls: { readonly answer: string };
}

function optionsOf({ endpoint, env }: RunningLocal) {
  return {
    endpoint,
    region: env.AWS_REGION ?? 'us-east-1',
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
      ...(env.AWS_SESSION_TOKEN && { sessionToken: env.AWS_SESSION_TOKEN }),
    },
  };
}

/** The published versions of the state machine and its function. */
async function versionsOf(target: RunningLocal, aliasArn: string): Promise<readonly (string | undefined)[]> {
  const sfn = new SFNClient(optionsOf(target));
  const lambda = new LambdaClient(optionsOf(target));
  const stateMachineArn = aliasArn.replace(/:live$/, '');
  const machine = await sfn.send(new ListStateMachineVersionsCommand({ stateMachineArn }));
  const FunctionName = 'served-dev-answer';
  const { Versions = [] } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
  sfn.destroy();
  lambda.destroy();
  return [
    ...(machine.stateMachineVersions ?? []).map(({ stateMachineVersionArn }) => stateMachineVersionArn),
    ...Versions.map(({ Version }) => Version),
  ];
}

interface Served {
  readonly executed: number;
  readonly called: number;
  /** Whatever was not the old version's answer. */
  readonly wrong: readonly string[];
}

/** Executes `live` and calls its URL, over and over, until told to finish. */
function serveInBackground(target: RunningLocal, stateMachineArn: string, url: string) {
  const sfn = new SFNClient(optionsOf(target));
  const served = { executed: 0, called: 0, wrong: [] as string[] };
  let finishing = false;
  const check = (what: string, answer: string | undefined): void => {
    if (answer !== '{"served":"old"}') served.wrong.push(`${what}: ${answer ?? 'nothing'}`);
  };
  const workers = Array.from({ length: atOnce }, async () => {
    while (!finishing || served.executed < executions) {
      check('execution', await execute(sfn, stateMachineArn));
      served.executed += 1;
      const page = await fetch(url);
      check('URL', page.status === 200 ? await page.text() : `status ${page.status}`);
      served.called += 1;
    }
  });
  const finish = async (): Promise<Served> => {
    finishing = true;
    await Promise.all(workers);
    sfn.destroy();
    return served;
  };
  return { finish };
}

/** The output of an execution, or how else it ended. */
async function execute(sfn: SFNClient, stateMachineArn: string): Promise<string | undefined> {
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
  for (;;) {
    const { status, output, cause } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return output ?? `${status ?? ''} ${cause ?? ''}`;
    await sleep(5);
  }
}
