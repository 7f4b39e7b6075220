import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Store } from '../../../src/local/data/store.ts';
import type { Thing } from '../../../src/local/data/thing.ts';
import { createFolder, type Folder } from '../../support/folder.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await createFolder({});
});
afterEach(async () => {
  await folder[Symbol.asyncDispose]();
});

const journalOf = (path: string): string => join(path, 'state.jsonl');

function thing(id: string, value: object): Thing {
  return { kind: 'k', id, value: () => value };
}

function list(id: string, owner: object, items: readonly object[]): Thing {
  return { kind: 'list', id, owner, position: items.length, from: (position) => items.slice(position) };
}

/** Everything that a folder holds. */
async function contentOf(path: string): Promise<Record<string, unknown>> {
  const store = await Store.open(path);
  const content = [...store.all('k'), ...store.all('list')];
  await store.close();
  return Object.fromEntries(content);
}

/** Writes one state after the other, as one change each. */
async function writeAll(path: string, states: readonly (readonly Thing[])[]): Promise<void> {
  const store = await Store.open(path);
  for (const things of states) await store.write(() => things);
  await store.close();
}

const owner = {};
const states: readonly (readonly Thing[])[] = [
  [],
  [thing('a', { n: 1 })],
  [thing('a', { n: 1 }), thing('ä\n"/..', { n: 2 }), list('l', owner, [{ i: 1 }])],
  [thing('a', { n: 3 }), list('l', owner, [{ i: 1 }, { i: 2 }])],
  [thing('a', { n: 3 }), list('l', {}, [{ i: 9 }])],
];
const contents = [
  {},
  { a: { n: 1 } },
  { a: { n: 1 }, 'ä\n"/..': { n: 2 }, l: [{ i: 1 }] },
  { a: { n: 3 }, l: [{ i: 1 }, { i: 2 }] },
  { a: { n: 3 }, l: [{ i: 9 }] },
];

describe('Store', () => {
  it('finds what was written last', async () => {
    for (const [index, content] of contents.entries()) {
      await writeAll(folder.path, states.slice(0, index + 1));
      expect(await contentOf(folder.path)).toEqual(content);
    }
  });

  it('holds one of the states, whole, wherever its file was cut off', async () => {
    await writeAll(folder.path, states);
    const bytes = await readFile(journalOf(folder.path));
    const seen = new Set<string>();
    // At each line's ends, and at every seventh byte.
    const isNearEnd = (at: number): boolean => bytes.subarray(Math.max(0, at - 2), at + 1).includes('\n');
    for (let length = 0; length <= bytes.length; length++) {
      if (length % 7 !== 0 && !isNearEnd(length)) continue;
      await writeFile(journalOf(folder.path), bytes.subarray(0, length));
      seen.add(JSON.stringify(await contentOf(folder.path)));
    }
    expect([...seen]).toEqual(contents.map((content) => JSON.stringify(content)));
  });

  it('says which line is damaged, whatever byte of it', async () => {
    await writeAll(folder.path, states);
    const bytes = await readFile(journalOf(folder.path));
    // Every seventh: each kind of byte is among them.
    for (let at = 0; at < bytes.length - 1; at += 7) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      await writeFile(journalOf(folder.path), damaged);
      await expect(contentOf(folder.path)).rejects.toThrow(/state\.jsonl: line \d is damaged$/);
    }
  });

  it('writes nothing where nothing has changed, and does not look at what is marked as unchanged', async () => {
    const store = await Store.open(folder.path);
    let looked = 0;
    const marked: Thing = { kind: 'k', id: 'm', mark: owner, value: () => ({ looked: ++looked }) };
    const things = [thing('a', { n: 1 }), marked, list('l', owner, [{ i: 1 }])];
    await store.write(() => things);
    const before = await readFile(journalOf(folder.path));
    await store.write(() => things);
    await store.close();
    expect(await readFile(journalOf(folder.path))).toEqual(before);
    expect(looked).toBe(1);
  });

  it('keeps what lasts where it is not told of, until everything is told', async () => {
    const lasting = { ...thing('a', { n: 1 }), lasts: true };
    await writeAll(folder.path, [[lasting, thing('b', {})], [thing('c', {})]]);
    expect(await contentOf(folder.path)).toEqual({ a: { n: 1 }, c: {} });
    await writeAll(folder.path, [[thing('c', {})]]);
    expect(await contentOf(folder.path)).toEqual({ c: {} });
  });

  it('makes the journal anew when most of it is of the past', async () => {
    const store = await Store.open(folder.path);
    const text = 'x'.repeat(4 << 20);
    for (let n = 0; n < 8; n++) await store.write(() => [thing('a', { n, text })]);
    await store.close();
    expect((await readFile(journalOf(folder.path))).length).toBeLessThan(22 << 20);
    expect(await contentOf(folder.path)).toEqual({ a: { n: 7, text } });
  });

  it('keeps the bytes that things speak of, and no others', async () => {
    const hash = 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9';
    const blobs = () => [{ hash, read: () => Promise.resolve(Buffer.from('hello world')) }];
    await writeAll(folder.path, [[], [{ ...thing('a', { hash }), blobs }]]);
    const store = await Store.open(folder.path);
    expect(String(await store.blob(hash))).toBe('hello world');
    await writeFile(join(folder.path, 'blobs', hash), 'hello_world');
    await expect(store.blob(hash)).rejects.toThrow(`${hash} is damaged`);
    await store.write(() => []);
    await expect(store.blob(hash)).rejects.toThrow('it is not there');
    await store.close();
  });
});
