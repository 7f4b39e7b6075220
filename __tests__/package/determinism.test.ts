import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { packageFunction } from '../../src/package/packageFunction.ts';
import type { Package } from '../../src/package/package.ts';
import { folderOf, type Files } from './files.ts';

const files: Files = {
  'index.mjs': 'export const handler = async () => 1;\n',
  'lib/a.mjs': '',
  'lib/b.txt': 'b'.repeat(100_000),
  'bin/tool': { mode: 0o755, content: '#!/bin/sh\n' },
};

function pack(folder: string, path = '.'): Promise<Package> {
  return packageFunction({
    source: join(folder, path),
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    folder,
  });
}

describe('the same content gives the same package', () => {
  const table: { reason: string; change: (folder: string) => void }[] = [
    { reason: 'in another folder', change: () => undefined },
    {
      reason: 'at another time',
      change: (folder) => {
        utimesSync(join(folder, 'index.mjs'), new Date('2031-05-06'), new Date('2001-02-03'));
      },
    },
    {
      reason: 'under another umask: git does not keep group and other bits',
      change: (folder) => {
        chmodSync(join(folder, 'index.mjs'), 0o664);
        chmodSync(join(folder, 'lib'), 0o700);
        chmodSync(join(folder, 'bin/tool'), 0o700);
      },
    },
    {
      reason: 'when the files were created in another order',
      change: (folder) => {
        for (const path of ['lib/b.txt', 'lib/a.mjs', 'index.mjs']) {
          renameSync(join(folder, path), join(folder, 'aside'));
          writeFileSync(join(folder, 'lib/between'), '');
          renameSync(join(folder, 'aside'), join(folder, path));
          rmSync(join(folder, 'lib/between'));
        }
      },
    },
    {
      reason: 'where a tool has left its caches and an empty folder',
      change: (folder) => {
        mkdirSync(join(folder, 'node_modules/.cache/x'), { recursive: true });
        writeFileSync(join(folder, 'node_modules/.cache/x/y'), '');
      },
    },
  ];
  it.each(table)('$reason', async ({ change }) => {
    const folder = folderOf(files);
    change(folder);
    const [one, other] = await Promise.all([pack(folderOf(files)), pack(folder)]);
    expect(other.contentHash).toBe(one.contentHash);
    expect(other.codeSha256).toBe(one.codeSha256);
  });
});

describe('another content gives another content hash', () => {
  const table: { reason: string; changed: Files }[] = [
    { reason: 'a byte', changed: { ...files, 'lib/a.mjs': ' ' } },
    { reason: 'a name', changed: { ...files, 'lib/c.mjs': '' } },
    { reason: 'an executable bit', changed: { ...files, 'bin/tool': '#!/bin/sh\n' } },
    { reason: 'a line that moved between files', changed: { ...files, 'lib/a.mjs': 'b', 'lib/b.txt': '' } },
  ];
  it.each(table)('$reason', async ({ changed }) => {
    const [one, other] = await Promise.all([pack(folderOf(files)), pack(folderOf(changed))]);
    expect(other.contentHash).not.toBe(one.contentHash);
  });
});

describe('in a process of its own, from one bundled file', () => {
  const script = folderOf({});
  beforeAll(() =>
    build({
      entryPoints: [join(import.meta.dirname, '../../src/package/packageFunction.ts')],
      outfile: join(script, 'bundle.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      banner: { js: `import { createRequire as r } from 'node:module'; const require = r(import.meta.url);` },
    }),
  );

  /** What a new process, with nothing installed beside it, makes of a source: `codeSha256 contentHash`. */
  function packElsewhere(source: string, timeZone: string): string {
    const program = `
      process.umask(0o077);
      const { packageFunction } = await import(${JSON.stringify(join(script, 'bundle.mjs'))});
      const source = ${JSON.stringify({ source, runtime: 'nodejs22.x', handler: 'index.handler', folder: '/' })};
      const { codeSha256, contentHash } = await packageFunction(source);
      console.log(codeSha256 + ' ' + contentHash);`;
    const env = { PATH: process.env.PATH, TZ: timeZone };
    return execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      env,
      encoding: 'utf8',
    }).trim();
  }

  it.each(['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Kathmandu'])('%s', async (timeZone) => {
    const folder = folderOf(files);
    const { codeSha256, contentHash } = await pack(folder);
    expect(packElsewhere(folder, timeZone)).toBe(`${codeSha256} ${contentHash}`);
  });

  it('TypeScript without esbuild too', async () => {
    const typescript = {
      'index.ts': `import { N } from './n';\nexport const handler = async () => N.a;`,
      'n.ts': 'export enum N { a }',
    };
    const { codeSha256, contentHash } = await pack(folderOf(typescript));
    expect(packElsewhere(folderOf(typescript), 'UTC')).toBe(`${codeSha256} ${contentHash}`);
  });
});
