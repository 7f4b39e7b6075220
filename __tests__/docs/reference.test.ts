import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SFNClient, ValidateStateMachineDefinitionCommand } from '@aws-sdk/client-sfn';
import { join } from 'node:path';
import { referenceFolders } from '../../scripts/reference/examples.ts';
import { checkWorkflow, nowhere } from '../../src/commands/check.ts';
import { runWorkflow } from '../../src/commands/run.ts';
import { compile } from '../../src/compile/compile.ts';
import { openLocal, type OpenTarget } from '../../src/target.ts';
import { root } from '../support/spawn.ts';

const folders = referenceFolders(root);
const needAws = folders.filter((folder) => folder.includes('on-aws'));

const contextOf = (folder: string) => ({
  path: join(root, folder),
  env: {},
  report: () => undefined,
  signal: new AbortController().signal,
});

/** That docs/workflow.md names an example for every field is checked where it is written: scripts/reference. */
describe('the examples of the reference', () => {
  let target: OpenTarget;
  beforeAll(async () => {
    target = await openLocal('us-east-1', () => undefined);
  });
  afterAll(() => target.close());

  it.each(folders.filter((folder) => !needAws.includes(folder)))('%s succeeds', async (folder) => {
    const { connection, platform } = target;
    const options = { ...contextOf(folder), connection, platform, timeLimitMs: 30_000 };
    const { run, verdict } = await runWorkflow(options);
    expect({ status: run.status, verdict }).toEqual({ status: 'SUCCEEDED', verdict: { passed: true } });
  });

  it.each(needAws)('%s has a definition that is valid', async (folder) => {
    const { workflow } = await checkWorkflow(contextOf(folder));
    const definition = JSON.stringify(compile(workflow, nowhere).stateMachine.definition);
    const client = new SFNClient({
      ...target.connection,
    });
    const { result, diagnostics } = await client.send(
      new ValidateStateMachineDefinitionCommand({ definition }),
    );
    client.destroy();
    expect({ result, diagnostics }).toEqual({ result: 'OK', diagnostics: [] });
  });
});
