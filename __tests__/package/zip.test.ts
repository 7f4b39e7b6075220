import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { fileEntry, madeEntry, type Entry } from '../../src/package/entry.ts';
import { zip } from '../../src/package/zip.ts';
import { folderOf, unzip } from './files.ts';

const source = { source: '/f', runtime: 'python3.13', handler: 'a.handler', folder: '/' };

/** An entry of noise without an end, which `onChunk` hears of; and the streams opened for it. */
function endless(onChunk: () => void): Entry & { readonly streams: Readable[] } {
  const streams: Readable[] = [];
  const read = function (this: Readable): void {
    onChunk();
    this.push(randomBytes(1_000_000));
  };
  const open = (signal?: AbortSignal): Readable => {
    const stream = new Readable({ read, ...(signal && { signal }) });
    streams.push(stream);
    return stream;
  };
  return { path: 'noise', executable: false, open, streams };
}

describe('zip', () => {
  it("tells Lambda's CodeSha256 and the size", async () => {
    const made = await zip(source, [madeEntry('a', 'one'), madeEntry('b', 'three')]);
    expect(made.codeSha256).toBe(createHash('sha256').update(made.zip).digest('base64'));
    expect(made).toMatchObject({ files: 2, unzippedSize: 8 });
    expect((await unzip(made.zip)).map(({ path, content }) => [path, content])).toEqual([
      ['a', 'one'],
      ['b', 'three'],
    ]);
  });

  it('has a content hash of paths, modes and contents', async () => {
    const made = await zip(source, [madeEntry('b', ''), madeEntry('a', 'one')]);
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
    const manifest = [
      ['a', 0o100644, sha256('one')],
      ['b', 0o100644, sha256('')],
    ];
    expect(made.contentHash).toBe(sha256(JSON.stringify(manifest)));
  });

  it('compresses', async () => {
    const made = await zip(source, [madeEntry('a', 'x'.repeat(1_000_000))]);
    expect(made.zip.length).toBeLessThan(2_000);
  });

  it('a file that vanishes while it is packaged is not our bug', async () => {
    const gone = fileEntry('gone', join(folderOf({}), 'gone'), 0o644);
    const zipping = zip(source, [gone, madeEntry('z', '')]);
    await expect(zipping).rejects.toThrow(UserError);
    await expect(zipping).rejects.toThrow(/gone does not exist/);
  });

  it('stops reading at the limit, and closes what it was reading', async () => {
    const entry = endless(() => undefined);
    await expect(zip(source, [entry])).rejects.toThrow(/reaches 52428800 bytes/);
    expect(entry.streams.map(({ destroyed }) => destroyed)).toEqual([true]);
  });

  it('stops when it is called off, with the reason that was given', async () => {
    const controller = new AbortController();
    const entry = endless(() => {
      controller.abort(new Error('enough'));
    });
    await expect(zip(source, [entry], controller.signal)).rejects.toThrow('enough');
    expect(entry.streams.map(({ destroyed }) => destroyed)).toEqual([true]);
  });
});
