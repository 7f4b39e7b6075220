import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { referenceFolders } from '../../scripts/reference/examples.ts';
import { runWorkflow } from '../../src/commands/run.ts';
import { testWorkflow } from '../../src/commands/test.ts';
import { openLocal, type OpenTarget } from '../../src/target.ts';
import { loadWorkflow } from '../../src/workflow/load.ts';
import { root } from '../support/spawn.ts';

const folders = referenceFolders(root);

/** That docs/workflow.md names an example for every field is checked where it is written: scripts/reference. */
describe('the examples of the reference', () => {
  let target: OpenTarget;
  beforeAll(async () => {
    target = await openLocal('us-east-1', () => undefined, { fastWaits: true });
    await fillBucket('orders', join(root, 'examples/reference/items-in-s3/orders'), target);
  });
  afterAll(() => target.close());

  it.each(folders)('%s succeeds, and so do its tests', async (folder) => {
    const path = join(root, folder);
    const { connection, platform } = target;
    const { signal } = new AbortController();
    const context = { path, env: {}, report: () => undefined, signal, connection, platform };
    const { tests } = await loadWorkflow(path, { env: {} });
    if (tests.length === 0) {
      const { run, verdict } = await runWorkflow({ ...context, timeLimitMs: 30_000 });
      expect({ status: run.status, verdict }).toEqual({ status: 'SUCCEEDED', verdict: { passed: true } });
      return;
    }
    const { cases } = await testWorkflow({ ...context, timeLimitMs: 30_000 });
    // Of what failed also why: the error, or what was not as expected.
    const told = cases.map(({ spec: { name }, outcome, ...rest }) =>
      outcome === 'passed' ? { name, outcome } : { name, outcome, ...rest },
    );
    expect(told).toEqual(tests.map(({ name }) => ({ name, outcome: 'passed' })));
  });
});

/** Everything below a folder, by its path there. */
async function fillBucket(Bucket: string, folder: string, { connection }: OpenTarget): Promise<void> {
  const { endpoint = '', region = 'us-east-1' } = connection;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  try {
    await s3.send(new CreateBucketCommand({ Bucket }));
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const file of files.filter((one) => one.isFile())) {
      const path = join(file.parentPath, file.name);
      const Key = relative(folder, path);
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: await readFile(path) }));
    }
  } finally {
    s3.destroy();
  }
}
