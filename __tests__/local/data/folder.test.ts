import { describe, expect, it } from '@jest/globals';
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataFolderError } from '../../../src/local/data/errors.ts';
import { startLocalAws } from '../../../src/local/server.ts';
import { createFolder } from '../../support/folder.ts';

/** What starting says about a folder that was in order before `spoil`. */
async function refusalOf(spoil: (data: string) => Promise<void>): Promise<string> {
  await using folder = await createFolder({});
  const data = join(folder.path, 'data');
  await (await startLocalAws({ data })).close();
  await spoil(data);
  const refusal = await startLocalAws({ data }).then(
    async (local) => {
      await local.close();
      return new Error('It started');
    },
    (thrown: unknown) => thrown,
  );
  if (!(refusal instanceof DataFolderError)) throw refusal;
  return `${refusal.message}. ${refusal.hint}`.replaceAll(data, 'DATA');
}

const copy = 'Put back a copy of the whole folder, or give --data another one to begin anew';
const usable = 'Make it one that this user can read and write, or give --data another folder';

describe('a folder that cannot be used', () => {
  const rows: readonly (readonly [why: string, spoil: (data: string) => Promise<void>, says: string])[] = [
    [
      'a later format would be misread',
      (data) => writeFile(join(data, 'version'), 'Stepline data, format 2\n'),
      'DATA/version says "Stepline data, format 2", and this Stepline reads "Stepline data, format 1". Use the Stepline that wrote it, or give --data another folder',
    ],
    [
      'a folder of something else is not written into',
      (data) => rm(join(data, 'version')).then(() => writeFile(join(data, 'notes.txt'), '')),
      'DATA holds other files, and is no folder of stepline local. Give --data an empty folder, or one that is not there yet',
    ],
    [
      'a lost version file is no empty endpoint',
      (data) => rm(join(data, 'version')),
      'DATA holds other files, and is no folder of stepline local. Give --data an empty folder, or one that is not there yet',
    ],
    [
      'a lost journal is no empty endpoint',
      (data) => rm(join(data, 'state.jsonl')),
      `DATA/state.jsonl cannot be read: it is not there. ${usable}`,
    ],
    [
      'a changed line is not believed',
      async (data) => {
        const text = await readFile(join(data, 'state.jsonl'), 'utf8');
        await writeFile(join(data, 'state.jsonl'), text.replace('secret', 'Secret'));
      },
      `DATA/state.jsonl: line 1 is damaged. ${copy}`,
    ],
    [
      'tables are looked at when the endpoint starts, not when somebody asks',
      (data) => writeFile(join(data, 'dynamodb', '111111111111-us-east-1.jsonl'), 'nonsense\n'),
      `DATA/dynamodb/111111111111-us-east-1.jsonl: line 1 is damaged. ${copy}`,
    ],
    [
      'a journal that cannot be read is no empty one',
      (data) => rm(join(data, 'state.jsonl')).then(() => mkdir(join(data, 'state.jsonl'))),
      `DATA/state.jsonl cannot be read: it is a folder. ${usable}`,
    ],
    [
      'a file stands where the folder should be',
      (data) => rm(data, { recursive: true }).then(() => writeFile(data, '')),
      `DATA cannot be made: it is a file. ${usable}`,
    ],
  ];
  it.each(rows)('%s', async (_, spoil, says) => {
    expect(await refusalOf(spoil)).toBe(says);
  });

  it('another endpoint serves it', async () => {
    await using folder = await createFolder({});
    const first = await startLocalAws({ data: folder.path });
    await expect(startLocalAws({ data: folder.path })).rejects.toThrow(
      `${folder.path}/lock says that process ${process.pid} serves this folder`,
    );
    await first.close();
    await (await startLocalAws({ data: folder.path })).close();
  });

  it('the port is taken: the folder is free again', async () => {
    await using folder = await createFolder({});
    const other = await startLocalAws();
    const port = Number(new URL(other.endpoint).port);
    await expect(startLocalAws({ data: folder.path, port })).rejects.toThrow('EADDRINUSE');
    await other.close();
    await (await startLocalAws({ data: folder.path })).close();
  });
});

describe('a folder that was left behind', () => {
  const locks = [
    ['its process is dead', '999999999 1\n'],
    ['its number is that of another process by now', `${process.pid} 1\n`],
    ['its lock was cut off', ''],
  ] as const;
  it.each(locks)('is taken over where %s', async (_, lock) => {
    await using folder = await createFolder({});
    const data = join(folder.path, 'data');
    await (await startLocalAws({ data })).close();
    await writeFile(join(data, 'lock'), lock);
    await (await startLocalAws({ data })).close();
  });

  it('is begun anew where its making was interrupted', async () => {
    await using folder = await createFolder({ 'version.new': 'Step', 'state.jsonl': '', lock: '1 ' });
    const local = await startLocalAws({ data: folder.path });
    await local.close();
    expect(local.found).toBe('');
  });
});

it('is its owner’s alone', async () => {
  await using folder = await createFolder({});
  await chmod(folder.path, 0o755);
  const local = await startLocalAws({ data: folder.path });
  const modes = ['.', 'blobs', 'dynamodb', 'state.jsonl', 'version', 'lock'].map(async (name) =>
    ((await stat(join(folder.path, name))).mode & 0o777).toString(8),
  );
  expect(await Promise.all(modes)).toEqual(['700', '700', '700', '600', '600', '600']);
  await local.close();
});
