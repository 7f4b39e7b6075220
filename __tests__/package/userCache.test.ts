import { execFile } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { cachedFolder } from '../../src/package/userCache.ts';
import { folderOf } from './files.ts';

let root = '';
beforeEach(() => {
  root = folderOf({});
  process.env.XDG_CACHE_HOME = root;
});

describe('a cached folder', () => {
  it('is filled once, however many want it at once or later', async () => {
    let filled = 0;
    const fill = async (folder: string): Promise<void> => {
      filled++;
      writeFileSync(join(folder, 'a'), '');
    };
    const folders = await Promise.all([cachedFolder('x/1', fill), cachedFolder('x/1', fill)]);
    folders.push(await cachedFolder('x/1', fill));
    expect(new Set(folders)).toEqual(new Set([join(root, 'stepline', 'x', '1')]));
    expect(filled).toBe(1);
  });

  it('is not there before it is whole, and leaves nothing where it could not be made', async () => {
    const seen: boolean[] = [];
    const failing = cachedFolder('x/1', async (folder) => {
      writeFileSync(join(folder, 'half'), '');
      seen.push(existsSync(join(root, 'stepline/x/1')));
      throw new Error('no more');
    });
    await expect(failing).rejects.toThrow('no more');
    expect(seen).toEqual([false]);
    expect(readdirSync(join(root, 'stepline/x'))).toEqual([]);
    await expect(cachedFolder('x/1', async () => undefined)).resolves.toBeDefined();
  });

  it('is made by one of several processes, and whole for all of them', async () => {
    const script = join(folderOf({}), 'cache.mjs');
    await build({
      entryPoints: [join(import.meta.dirname, '../../src/package/userCache.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'esm',
    });
    const program = `
      import { readdirSync, writeFileSync } from 'node:fs';
      import { setTimeout } from 'node:timers/promises';
      const { cachedFolder } = await import(${JSON.stringify(script)});
      const folder = await cachedFolder('x', async (draft) => {
        for (const name of 'abcdefgh') {
          writeFileSync(draft + '/' + name, '');
          await setTimeout(Math.random() * 5);
        }
      });
      console.log(readdirSync(folder).join(''));`;
    const one = () =>
      promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
        env: { ...process.env, XDG_CACHE_HOME: root },
      });
    const answers = await Promise.all(Array.from({ length: 6 }, one));
    expect(answers.map(({ stdout }) => stdout.trim())).toEqual(Array(6).fill('abcdefgh'));
    expect(readdirSync(join(root, 'stepline'))).toEqual(['x']);
  });
});
