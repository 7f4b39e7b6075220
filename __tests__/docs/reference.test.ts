import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { referenceFolders } from '../../scripts/reference/examples.ts';
import { checkWorkflow } from '../../src/commands/check.ts';
import { runWorkflow } from '../../src/commands/run.ts';
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

  it.each(needAws)('%s has a definition that Step Functions takes', async (folder) => {
    const { connection } = target;
    const { workflow } = await checkWorkflow({ ...contextOf(folder), connection });
    expect(workflow.definition).toBeDefined();
  });
});
