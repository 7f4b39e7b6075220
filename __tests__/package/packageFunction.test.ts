import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { packageFunction } from '../../src/package/packageFunction.ts';
import { extract, folderOf, unzip, type Files } from './files.ts';

const at = { file: 'workflow.yaml', line: 3, column: 5 };

/** Packages `path` of a new folder with these files. */
async function pack(files: Files, path: string, runtime: string, handler: string, signal?: AbortSignal) {
  const folder = folderOf(files);
  return packageFunction({ source: join(folder, path), runtime, handler, at, folder }, signal);
}

const py = 'def handler(event, context): return event\n';
const handlerJs = 'exports.handler = async (event) => event;\n';
const esm = '{"type":"module"}\n';

describe('packageFunction: what goes in', () => {
  const table: {
    reason: string;
    files: Files;
    path: string;
    runtime: string;
    handler: string;
    holds: object;
  }[] = [
    {
      reason: 'a single Python file stands at the root under its own name, its neighbours stay',
      files: { 'functions/one.py': py, 'functions/two.py': py },
      path: 'functions/one.py',
      runtime: 'python3.13',
      handler: 'one.handler',
      holds: { 'one.py': '100644' },
    },
    {
      reason: 'of a Python folder everything, in the order of bytes',
      files: { 'f/b.py': '', 'f/a/b.py': py, 'f/a.py': '', 'f/Z.txt': '', 'f/é.txt': '', 'f/empty.txt': '' },
      path: 'f',
      runtime: 'python3.9',
      handler: 'a.b.handler',
      holds: {
        'Z.txt': '100644',
        'a.py': '100644',
        'a/b.py': '100644',
        'b.py': '100644',
        'empty.txt': '100644',
        'é.txt': '100644',
      },
    },
    {
      reason: 'the handler may be in a package, written with slashes',
      files: { 'f/a/b/__init__.py': py },
      path: 'f',
      runtime: 'python3.12',
      handler: 'a/b.handler',
      holds: { 'a/b/__init__.py': '100644' },
    },
    {
      reason: 'what tools leave behind stays out, at any depth, and names are told apart by case',
      files: {
        'f/main.py': py,
        'f/.git/config': '',
        'f/__pycache__/main.cpython-313.pyc': '',
        'f/lib/__pycache__/x.pyc': '',
        'f/lib/old.pyc': '',
        'f/.venv/bin/python': '',
        'f/.DS_Store': '',
        'f/lib/node_modules/.cache/x': '',
        'f/lib/node_modules/kept.txt': '',
        'f/lib/.GIT': '',
      },
      path: 'f',
      runtime: 'python3.13',
      handler: 'main.handler',
      holds: { 'lib/.GIT': '100644', 'lib/node_modules/kept.txt': '100644', 'main.py': '100644' },
    },
    {
      reason: '.steplineignore leaves out more, and takes one of our rules back',
      files: {
        'f/main.py': py,
        'f/.steplineignore': '*.md\n/tests/\n!.git\n',
        'f/README.md': '',
        'f/tests/a.py': '',
        'f/lib/tests/b.py': '',
        'f/.git/HEAD': '',
      },
      path: 'f',
      runtime: 'python3.13',
      handler: 'main.handler',
      holds: { '.git/HEAD': '100644', 'lib/tests/b.py': '100644', 'main.py': '100644' },
    },
    {
      reason:
        'symbolic links inside the folder are followed: files, folders, and a link to the source itself',
      files: {
        'real/main.py': py,
        'real/lib/x.py': '',
        'real/alias.py': { link: 'main.py' },
        'real/copy': { link: 'lib' },
        f: { link: 'real' },
      },
      path: 'f',
      runtime: 'python3.13',
      handler: 'alias.handler',
      holds: { 'alias.py': '100644', 'copy/x.py': '100644', 'lib/x.py': '100644', 'main.py': '100644' },
    },
    {
      reason: 'a link that leaves the folder does no harm where it is ignored',
      files: { 'f/main.py': py, 'f/.venv': { link: '/usr' } },
      path: 'f',
      runtime: 'python3.13',
      handler: 'main.handler',
      holds: { 'main.py': '100644' },
    },
    {
      reason: 'of a mode only whether the owner may execute is kept',
      files: {
        'f/bootstrap': { mode: 0o4750, content: '#!/bin/sh\n' },
        'f/data': { mode: 0o600, content: '' },
        'f/odd': { mode: 0o655, content: '' },
      },
      path: 'f',
      runtime: 'provided.al2023',
      handler: 'anything',
      holds: { bootstrap: '100755', data: '100644', odd: '100644' },
    },
    {
      reason: 'a JavaScript folder goes as it is, node_modules included',
      files: { 'f/index.js': handlerJs, 'f/package.json': '{}', 'f/node_modules/x/index.js': '' },
      path: 'f',
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      holds: { 'index.js': '100644', 'node_modules/x/index.js': '100644', 'package.json': '100644' },
    },
    {
      reason: 'a .mjs file needs nothing beside it',
      files: { 'package.json': esm, 'a.mjs': 'export const handler = async () => 1;' },
      path: 'a.mjs',
      runtime: 'nodejs22.x',
      handler: 'a.handler',
      holds: { 'a.mjs': '100644' },
    },
    {
      reason: 'a .js file that is an ES module by the package.json above stays one',
      files: { 'package.json': esm, 'functions/a.js': 'export const handler = async () => 1;' },
      path: 'functions/a.js',
      runtime: 'nodejs22.x',
      handler: 'a.handler',
      holds: { 'a.js': '100644', 'package.json': '100644' },
    },
    {
      reason: 'so does a folder of them; handlers may be nested in an export',
      files: { 'package.json': esm, 'f/lib/a.js': 'export const api = { get: async () => 1 };' },
      path: 'f',
      runtime: 'nodejs22.x',
      handler: 'lib/a.api.get',
      holds: { 'lib/a.js': '100644', 'package.json': '100644' },
    },
    {
      reason: 'the nearest package.json decides, even where it says nothing of modules',
      files: { 'package.json': esm, 'f/package.json': '{"name":"f"}', 'f/a.js': handlerJs },
      path: 'f/a.js',
      runtime: 'nodejs22.x',
      handler: 'a.handler',
      holds: { 'a.js': '100644' },
    },
  ];
  it.each(table)('$reason', async ({ files, path, runtime, handler, holds }) => {
    const { zip, files: count, unzippedSize } = await pack(files, path, runtime, handler);
    const found = await unzip(zip);
    expect(found.map((file) => [file.path, file.mode])).toEqual(Object.entries(holds));
    expect(count).toBe(found.length);
    expect(unzippedSize).toBe(found.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0));
  });

  it('keeps the bytes', async () => {
    const { zip } = await pack({ 'a.py': py }, 'a.py', 'python3.13', 'a.handler');
    expect(await unzip(zip)).toEqual([
      { path: 'a.py', mode: '100644', content: py, date: '1980-01-01T00:00:00.000Z' },
    ]);
  });
});

it('a .js file that is an ES module loads from its zip alone', async () => {
  const files = { 'package.json': esm, 'a.js': 'export const handler = () => import.meta.url;' };
  const { zip } = await pack(files, 'a.js', 'nodejs22.x', 'a.handler');
  const module = join(await extract(zip), 'a.js');
  const program = `import { handler } from ${JSON.stringify(module)}; process.stdout.write(handler());`;
  const url = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  expect(url).toBe(pathToFileURL(module).href);
});

describe('packageFunction: what is refused, at the line that names the source', () => {
  const links = Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`f/l${n}`, { link: 'real' }]));
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`f/real/${n}`, '']));
  const table: {
    reason: string;
    files: Files;
    path: string;
    runtime: string;
    handler: string;
    says: RegExp;
  }[] = [
    {
      reason: 'a source that is not there',
      files: {},
      path: 'gone.py',
      runtime: 'python3.13',
      handler: 'gone.handler',
      says: /gone\.py does not exist\. Correct the path, or create it$/,
    },
    {
      reason: 'a TypeScript source that is not there',
      files: {},
      path: 'gone.ts',
      runtime: 'nodejs22.x',
      handler: 'gone.handler',
      says: /gone\.ts does not exist/,
    },
    {
      reason: 'a runtime nobody here packages for',
      files: { 'a.rb': '' },
      path: 'a.rb',
      runtime: 'ruby3.4',
      handler: 'a.handler',
      says: /does not package ruby3\.4\. Use python3/,
    },
    {
      reason: 'a handler without its Python file',
      files: { 'f/other.py': py },
      path: 'f',
      runtime: 'python3.13',
      handler: 'main.handler',
      says: /f gives no main\.py, where the handler main\.handler is looked for\. Correct the handler/,
    },
    {
      reason: 'a handler without its JavaScript file',
      files: { 'f/other.js': handlerJs },
      path: 'f',
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      says: /f gives no index\.js/,
    },
    {
      reason: 'a handler outside the folder',
      files: { 'f/index.ts': '', 'x.ts': '' },
      path: 'f',
      runtime: 'nodejs22.x',
      handler: '../x.handler',
      says: /gives no \.\.\/x\.js/,
    },
    {
      reason: 'an empty folder',
      files: { 'f/.DS_Store': '' },
      path: 'f',
      runtime: 'python3.13',
      handler: 'main.handler',
      says: /gives no main\.py/,
    },
    {
      reason: 'a provided runtime without a bootstrap',
      files: { 'f/lib/bootstrap': { mode: 0o755, content: '' } },
      path: 'f',
      runtime: 'provided.al2023',
      handler: 'x',
      says: /f has no bootstrap, which provided\.al2023 starts\. Add an executable file/,
    },
    {
      reason: 'a bootstrap that Lambda could not execute',
      files: { 'f/bootstrap': '' },
      path: 'f',
      runtime: 'provided.al2023',
      handler: 'x',
      says: /the bootstrap of .*f is not executable\. Run chmod \+x/,
    },
    {
      reason: 'a link that leaves the folder',
      files: { 'f/main.py': py, 'f/lib/secret': { link: '../../secret' }, secret: '' },
      path: 'f',
      runtime: 'python3.13',
      handler: 'main.handler',
      says: /f\/lib\/secret is a symbolic link that leaves .*f \(to .*secret\)\. Remove it, or name it/,
    },
    {
      reason: 'a link to a folder whose name only begins like the source',
      files: { 'f/main.py': py, 'f/x': { link: '../f2' }, 'f2/x': '' },
      path: 'f',
      runtime: 'python3.13',
      handler: 'main.handler',
      says: /f\/x is a symbolic link that leaves/,
    },
    {
      reason: 'a link that leaves through another one inside',
      files: { 'f/main.py': py, 'f/a': { link: 'b' }, 'f/b': { link: '..' }, 'f/.steplineignore': 'b' },
      path: 'f',
      runtime: 'python3.13',
      handler: 'main.handler',
      says: /f\/a is a symbolic link that leaves/,
    },
    {
      reason: 'a link in a circle, which would never end',
      files: { 'f/main.py': py, 'f/a/b/up': { link: '../..' } },
      path: 'f',
      runtime: 'python3.13',
      handler: 'main.handler',
      says: /f\/a\/b\/up is a symbolic link to a folder that it lies in/,
    },
    {
      reason: 'a dangling link',
      files: { 'f/main.py': py, 'f/gone': { link: 'nowhere' } },
      path: 'f',
      runtime: 'python3.13',
      handler: 'main.handler',
      says: /f\/gone is a symbolic link that leads nowhere/,
    },
    {
      reason: 'a name with a backslash, which would become a folder',
      files: { 'f/main.py': py, 'f/a\\b': '' },
      path: 'f',
      runtime: 'python3.13',
      handler: 'main.handler',
      says: /has a backslash in its name/,
    },
    {
      reason: 'a package.json that decides and cannot be read',
      files: { 'package.json': '{', 'a.js': handlerJs },
      path: 'a.js',
      runtime: 'nodejs22.x',
      handler: 'a.handler',
      says: /package\.json is not JSON/,
    },
    {
      reason: 'ignore rules that cannot be read: what they leave out must not go in',
      files: { 'f/main.py': py, 'f/.steplineignore/x': '' },
      path: 'f',
      runtime: 'python3.13',
      handler: 'main.handler',
      says: /cannot be read \(EISDIR/,
    },
    {
      reason: 'more files than anyone means, here through links that multiply them',
      files: { ...links, ...many },
      path: 'f',
      runtime: 'python3.13',
      handler: 'main.handler',
      says: /f holds more than 20000 files/,
    },
  ];
  it.each(table)('$reason', async ({ files, path, runtime, handler, says }) => {
    const error: unknown = await pack(files, path, runtime, handler).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(/^UserError: workflow\.yaml:3:5: /);
    expect(String(error)).toMatch(says);
  });

  it('a socket', async () => {
    const folder = folderOf({ 'main.py': py });
    const server = createServer().listen(join(folder, 'socket'));
    await once(server, 'listening');
    const packing = packageFunction({
      source: folder,
      runtime: 'python3.13',
      handler: 'main.handler',
      folder,
    });
    await expect(packing).rejects.toThrow(/socket is neither a file nor a folder/);
    server.close();
  });

  it('the whole disk, at once', async () => {
    const packing = packageFunction({
      source: '/',
      runtime: 'python3.13',
      handler: 'main.handler',
      folder: '/',
    });
    await expect(packing).rejects.toThrow(UserError);
  }, 10_000);

  it('250 MB unzipped, before anything is read', async () => {
    const folder = folderOf({ 'main.py': py, 'data.bin': '' });
    truncateSync(join(folder, 'data.bin'), 262_144_000 - py.length);
    const packing = packageFunction({
      source: folder,
      runtime: 'python3.13',
      handler: 'main.handler',
      folder,
    });
    await expect(packing).rejects.toThrow(
      /holds 262144000 bytes or more, .*\. Name a smaller folder, or leave/,
    );
  });

  it('50 MB zipped', async () => {
    const folder = folderOf({ 'main.py': py });
    writeFileSync(join(folder, 'noise.bin'), randomBytes(52_428_800));
    const packing = packageFunction({
      source: folder,
      runtime: 'python3.13',
      handler: 'main.handler',
      folder,
    });
    await expect(packing).rejects.toThrow(
      /zip of .* reaches 52428800 bytes, which Lambda takes from S3 alone\. Name a bucket for it \(artifacts: \{ bucket: NAME \}.*\), or leave out/,
    );
  });

  it('work that was called off', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(pack({ 'f/a.py': py }, 'f', 'python3.13', 'a.handler', signal)).rejects.toThrow('enough');
    await expect(pack({ 'a.py': py }, 'a.py', 'python3.13', 'a.handler', signal)).rejects.toThrow('enough');
    await expect(pack({ 'a.ts': '' }, 'a.ts', 'nodejs22.x', 'a.handler', signal)).rejects.toThrow('enough');
  });
});
