import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { explain } from '../../../src/aws/errors.ts';
import { connect, type Connection } from '../../../src/aws/connection.ts';
import { systemClock } from '../../../src/clock.ts';
import { deployWorkflow } from '../../../src/commands/deploy.ts';
import type { FunctionBlueprint } from '../../../src/compile/blueprint.ts';
import { deliveredCode } from '../../../src/deploy/function/artifact.ts';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import type { Package } from '../../../src/package/package.ts';
import { createProject } from '../../support/project.ts';
import { startS3, type S3 } from '../../support/s3.ts';

let local: LocalAws;
beforeAll(async () => {
  local = await startLocalAws();
});
afterAll(() => local.close());

const connectionTo = ({ endpoint }: { readonly endpoint: string }): Connection => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
});

const zip = randomBytes(100_000);
const artifact = { bucket: 'code', key: 'stepline/0a1b.zip' };
const path = '/code/stepline/0a1b.zip';

/** What becomes of a package whose zip is to go by way of S3. */
async function deliver(s3: S3, code: Partial<Package>): Promise<unknown> {
  const signal = new AbortController().signal;
  const aws = await connect(connectionTo(s3), signal);
  try {
    const bench = { aws, clock: systemClock, signal, report: () => undefined, who: 'a test' };
    const whole = { zip, codeSha256: '', contentHash: '', files: 1, unzippedSize: 1, ...code };
    return await deliveredCode(bench, { blueprint: {} as FunctionBlueprint, code: whole });
  } catch (thrown) {
    throw explain(thrown);
  } finally {
    aws.close();
  }
}

describe('a zip on its way to Lambda', () => {
  it('goes in the request where it fits', async () => {
    await using s3 = await startS3(undefined, local.endpoint);
    expect(await deliver(s3, {})).toEqual({ ZipFile: zip });
    expect(s3.asked).toEqual([]);
  });

  it('goes to S3 byte by byte, and the second time finds itself there', async () => {
    await using s3 = await startS3(undefined, local.endpoint);
    const code = { S3Bucket: 'code', S3Key: 'stepline/0a1b.zip' };
    expect(await deliver(s3, { artifact })).toEqual(code);
    expect(s3.objects.get(path)?.equals(zip)).toBe(true);
    expect(await deliver(s3, { artifact })).toEqual(code);
    expect(s3.asked).toEqual([`HEAD ${path}`, `PUT ${path}`, `HEAD ${path}`]);
  });

  it('is written where S3 does not say whether it stands: to those who may not list a bucket', async () => {
    await using s3 = await startS3(
      (method) => (method === 'HEAD' ? '403 AccessDenied' : undefined),
      local.endpoint,
    );
    await deliver(s3, { artifact });
    expect(s3.asked).toEqual([`HEAD ${path}`, `PUT ${path}`]);
  });

  it('goes to the bucket of the account and region', async () => {
    await using s3 = await startS3(undefined, local.endpoint);
    const bucket = 'code-${account}-${region}';
    expect(await deliver(s3, { artifact: { bucket, key: '${partition}/k' } })).toEqual({
      S3Bucket: 'code-123456789012-us-east-1',
      S3Key: 'aws/k',
    });
    expect(s3.asked).toContain('PUT /code-123456789012-us-east-1/aws/k');
  });

  it.each(['403 AccessDenied', '404 NoSuchBucket'])(
    'a refusal is told in the words of S3: %s',
    async (refusal) => {
      await using s3 = await startS3(() => refusal, local.endpoint);
      const [, code = ''] = refusal.split(' ');
      await expect(deliver(s3, { artifact })).rejects.toThrow(`AWS refused: ${code}: S3 says ${code}`);
    },
  );
});

it('a function of more than 50 MB is created from its object in S3', async () => {
  await using project = await createProject({
    'workflow.yaml':
      'name: large\nartifacts: { bucket: code }\nfunctions:\n  one: { source: ., handler: one.handler, runtime: python3.13 }\nsteps:\n  - function: one\n',
    'one.py': 'def handler(event, context): return event\n',
  });
  await writeFile(join(project.folder, 'noise.bin'), randomBytes(52_428_800));
  const connection = connectionTo(local);
  const s3 = new S3Client({ ...connection, forcePathStyle: true });
  const lambda = new LambdaClient(connection);
  try {
    await s3.send(new CreateBucketCommand({ Bucket: 'code' }));
    await deployWorkflow({
      path: project.folder,
      env: {},
      report: () => undefined,
      signal: new AbortController().signal,
      connection,
    });
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'code' }));
    const { CodeSha256 = '', CodeSize } = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: 'large-dev-one', Qualifier: 'live' }),
    );
    const hash = Buffer.from(CodeSha256, 'base64').toString('hex');
    expect(Contents).toMatchObject([{ Key: `stepline/${hash}.zip`, Size: CodeSize }]);
    expect(CodeSize).toBeGreaterThan(52_428_800);
  } finally {
    s3.destroy();
    lambda.destroy();
  }
});
