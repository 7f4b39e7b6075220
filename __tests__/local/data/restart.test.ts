import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { createFolder, type Folder } from '../../support/folder.ts';
import { allClients, answer, type AllClients } from '../../../scripts/data/clients.ts';
import { machineArn, tell, worlds } from '../../../scripts/data/worlds.ts';

describe('an endpoint that was closed and started again on its folder', () => {
  let folder: Folder;
  let local: LocalAws;
  let clients: AllClients;
  const object = { Bucket: 'things', Key: 'in parts' };
  const upload: typeof object & { UploadId: string | undefined } = { ...object, UploadId: undefined };
  let part: string | undefined;
  const notes: string[] = [];
  const before = new Map<string, unknown>();

  beforeAll(async () => {
    folder = await createFolder({});
    const data = `${folder.path}/data`;
    const first = await startLocalAws({ data });
    const firstClients = allClients(first.endpoint);
    for (const world of worlds) await world.make(firstClients);
    for (const world of worlds) before.set(world.service, await tell(world, firstClients));
    ({ UploadId: upload.UploadId } = await firstClients.s3.send(new CreateMultipartUploadCommand(object)));
    const one = new UploadPartCommand({ ...upload, PartNumber: 1, Body: Buffer.from('one part') });
    ({ ETag: part } = await firstClients.s3.send(one));
    await first.close();
    // What answers tell of the endpoint's own address stays the same at the same port.
    const port = Number(new URL(first.endpoint).port);
    local = await startLocalAws({ data, port, note: (line) => notes.push(line) });
    clients = allClients(local.endpoint);
  }, 60_000);

  afterAll(async () => {
    await local.close();
    await folder[Symbol.asyncDispose]();
  });

  it.each(worlds)('tells of $service what it told before', async (world) => {
    expect(await tell(world, clients)).toEqual(before.get(world.service));
  });

  it('counts what it found', () => {
    expect(local.found).toBe(
      '1 role, 1 user, 1 log group, 2 queues, 1 topic, 1 rule, 1 connection, 1 bucket, 4 objects, 2 state machines, 6 executions, 1 function, 1 layer version',
    );
  });

  it('runs functions and state machines', async () => {
    const Payload = JSON.stringify({ a: 1 });
    const { Payload: result } = await clients.lambda.send(
      new InvokeCommand({ FunctionName: 'fn', Payload, Qualifier: '1' }),
    );
    expect(JSON.parse(Buffer.from(result ?? []).toString())).toEqual({ got: { a: 1 } });
    const started = clients.sfn.send(
      new StartExecutionCommand({ stateMachineArn: machineArn, name: 'three' }),
    );
    expect(await answer(started)).toMatchObject({ executionArn: expect.stringContaining(':three') });
  });

  it('takes the rest of an upload in parts', async () => {
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: part }] };
    await clients.s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload }));
    const { Body } = await clients.s3.send(new GetObjectCommand(object));
    expect(await Body?.transformToString()).toBe('one part');
  });

  it('fails what it cannot keep, and makes up for it once it can', async () => {
    const blobs = join(folder.path, 'data', 'blobs');
    await rename(blobs, `${blobs}.away`);
    const Body = Buffer.from('new');
    const put = clients.s3.send(new PutObjectCommand({ Bucket: 'things', Key: 'new', Body }));
    await expect(put).rejects.toThrow(
      /^What PutObject changed is not kept: .*blobs.* cannot be written: it is not there$/,
    );
    expect(notes.at(-1)).toContain('cannot be written');
    await rename(`${blobs}.away`, blobs);
    await clients.sqs.send(new CreateQueueCommand({ QueueName: 'later' }));
    const journal = await readFile(join(folder.path, 'data', 'state.jsonl'), 'utf8');
    expect(journal).toContain('"things/new"');
    expect(journal).toContain(':later"');
  });
});
