import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { packageFunction } from '../../src/package/packageFunction.ts';
import type { Package } from '../../src/package/package.ts';
import { extract, folderOf, unzip, type Files } from './files.ts';

/** A project that has installed esbuild: this one's, under the project's own name for it. */
const esbuild: Files = {
  'node_modules/esbuild/index.js': `module.exports = require(${JSON.stringify(join(import.meta.dirname, '../../node_modules/esbuild'))});`,
};
/** Packages of a project, in both kinds of module. */
const packages: Files = {
  'node_modules/old/package.json': '{}',
  'node_modules/old/index.js': `const os = require('os'); exports.up = (s) => s.toUpperCase() + typeof os.EOL;`,
  'node_modules/new/package.json': `{"type":"module","exports":"./new.js"}`,
  'node_modules/new/new.js': `export const down = (s) => s.toLowerCase();`,
};

interface Case {
  readonly reason: string;
  readonly files: Files;
  readonly path: string;
  readonly handler?: string;
  readonly layers?: readonly string[];
}

function pack({ files, path, handler = 'index.handler', layers = [] }: Case): Promise<Package> {
  const folder = folderOf(files);
  return packageFunction({ source: join(folder, path), runtime: 'nodejs22.x', handler, folder, layers });
}

const pathsIn = async ({ zip }: Package): Promise<string[]> => (await unzip(zip)).map(({ path }) => path);

/** What the handler answers in a process of its own, from the zip alone. */
async function answer({ zip }: Package, file: string): Promise<unknown> {
  const module = join(await extract(zip), file);
  const program = `
    const module = await import(${JSON.stringify(module)});
    console.log(JSON.stringify(await (module.handler ?? module.default.handler)()));`;
  const argv = ['--input-type=module', '-e', program];
  return JSON.parse(execFileSync(process.execPath, argv, { encoding: 'utf8', stdio: 'pipe' }));
}

const one = 'export const handler = async () => 1;';

describe('JavaScript that goes as it is, whether there is an esbuild or not', () => {
  const table: (Case & { readonly holds: readonly string[] })[] = [
    {
      reason: 'a file with the files that it imports, down to the last, at their places; neighbours stay',
      files: {
        'f/index.mjs': `import { a } from './lib/a.mjs'; import data from './data.json' with { type: 'json' }; export const handler = async () => [a, data];`,
        'f/lib/a.mjs': `export * from '../b.mjs'; import('./later.mjs');`,
        'f/lib/later.mjs': '',
        'f/b.mjs': 'export const a = 1;',
        'f/data.json': '{}',
        'f/neighbour.mjs': '',
      },
      path: 'f/index.mjs',
      holds: ['b.mjs', 'data.json', 'index.mjs', 'lib/a.mjs', 'lib/later.mjs'],
    },
    {
      reason: 'the same in CommonJS, where endings are left out and a circle is closed',
      files: {
        'f/index.js': `#!/usr/bin/env node\nconst a = require('./a'); require('./lib'); exports.handler = async () => a;`,
        'f/a.js': `module.exports = require('./data'); require('./index');`,
        'f/data.json': '{}',
        'f/lib/index.js': 'return;',
      },
      path: 'f/index.js',
      holds: ['a.js', 'data.json', 'index.js', 'lib/index.js'],
    },
    {
      reason: "Node's own modules and the AWS SDK are there on Lambda",
      files: {
        'index.mjs': `import 'fs'; import 'node:test'; import { S3 } from '@aws-sdk/client-s3'; ${one}`,
      },
      path: 'index.mjs',
      holds: ['index.mjs'],
    },
    {
      reason: 'a folder with a node_modules of its own',
      files: { 'f/index.mjs': `import 'x'; ${one}`, 'f/node_modules/x/index.js': '' },
      path: 'f',
      holds: ['index.mjs', 'node_modules/x/index.js'],
    },
    {
      reason:
        'a folder whose module imports nothing from outside, though its package.json names dependencies',
      files: { 'f/index.mjs': one, 'f/package.json': '{"dependencies":{"gone":"1"}}', 'f/x.html': '' },
      path: 'f',
      holds: ['index.mjs', 'package.json', 'x.html'],
    },
    {
      reason: 'what is imported by a name made up at run time, or may be missing, is not looked for',
      files: {
        'index.js': `
          try { require('optional'); } catch { import('other').catch(() => 0); }
          try { require('again'); } finally { }
          const load = (name) => [require(name), import(name), import(\`./\${name}.js\`)];
          exports.handler = load;`,
      },
      path: 'index.js',
      holds: ['index.js'],
    },
    {
      reason: 'packages that may lie in a layer',
      files: { 'index.mjs': `import 'in-the-layer'; ${one}` },
      path: 'index.mjs',
      layers: ['arn:aws:lambda:us-east-1:123456789012:layer:x:1'],
      holds: ['index.mjs'],
    },
    {
      reason: 'addresses that are no packages',
      files: { 'index.mjs': `import '#own'; import 'data:text/javascript,1'; ${one}` },
      path: 'index.mjs',
      holds: ['index.mjs'],
    },
    {
      reason: "a file that does not parse is Node's to refuse",
      files: { 'index.js': `import 'x' from; exports.handler` },
      path: 'index.js',
      holds: ['index.js'],
    },
  ];
  it.each(table)('$reason', async ({ holds, ...one }) => {
    const without = await pack(one);
    expect(await pathsIn(without)).toEqual(holds);
    const beside = await pack({ ...one, files: { ...one.files, ...esbuild } });
    expect(beside.codeSha256).toBe(without.codeSha256);
  });
});

describe("JavaScript that imports packages is bundled by the project's esbuild", () => {
  const table: (Case & {
    readonly module: string;
    readonly holds: readonly string[];
    readonly answers: unknown;
  })[] = [
    {
      reason: 'an ES module',
      files: {
        'index.mjs': `import { up } from 'old'; import { down } from 'new'; export const handler = async () => [up('a'), down('B')];`,
      },
      path: 'index.mjs',
      module: 'index.mjs',
      holds: ['index.mjs'],
      answers: ['Astring', 'b'],
    },
    {
      reason: 'CommonJS stays CommonJS, and finds its folder',
      files: {
        'f/index.js': `const { down } = require('new'); exports.handler = async () => [down('B'), require('path').basename(__filename)];`,
      },
      path: 'f/index.js',
      module: 'index.js',
      holds: ['index.js'],
      answers: ['b', 'index.js'],
    },
    {
      reason: 'a .js file that is an ES module by the package.json above stays one',
      files: {
        'package.json': '{"type":"module"}',
        'f/index.js': `import { up } from 'old'; export const handler = async () => up(typeof import.meta.url);`,
      },
      path: 'f/index.js',
      module: 'index.js',
      holds: ['index.js', 'package.json'],
      answers: 'STRINGstring',
    },
    {
      reason: 'of a folder the module alone: what it reads beside it stays where it is',
      files: {
        'f/src/app.mjs': `import { readFileSync } from 'node:fs'; import { down } from 'new'; export const handler = async () => down(readFileSync(new URL('../x.html', import.meta.url), 'utf8'));`,
        'f/x.html': 'X',
      },
      path: 'f',
      handler: 'src/app.handler',
      module: 'src/app.mjs',
      holds: ['src/app.mjs', 'x.html'],
      answers: 'x',
    },
    {
      reason: 'files from outside of the folder, which have no place in the zip',
      files: { 'f/index.mjs': `export { handler } from '../shared/x.mjs';`, 'shared/x.mjs': one },
      path: 'f/index.mjs',
      module: 'index.mjs',
      holds: ['index.mjs'],
      answers: 1,
    },
    {
      reason: 'a package that only a file further down imports',
      files: {
        'f/index.mjs': `export { handler } from './a.mjs';`,
        'f/a.mjs': `import { up } from 'old'; export const handler = async () => up('a');`,
      },
      path: 'f/index.mjs',
      module: 'index.mjs',
      holds: ['index.mjs'],
      answers: 'Astring',
    },
    {
      reason: 'a folder whose node_modules is to stay out of the zip',
      files: {
        'f/index.mjs': `import { v } from 'mine'; export const handler = async () => v;`,
        'f/node_modules/mine/index.js': 'exports.v = 7;',
        'f/.steplineignore': 'node_modules',
      },
      path: 'f',
      module: 'index.mjs',
      holds: ['index.mjs'],
      answers: 7,
    },
  ];
  it.each(table)('$reason', async ({ module, holds, answers, ...one }) => {
    const made = await pack({ ...one, files: { ...one.files, ...packages, ...esbuild } });
    expect(await pathsIn(made)).toEqual(holds);
    expect(await answer(made, module)).toEqual(answers);
  });

  it('the AWS SDK is left to the runtime', async () => {
    const index = `import { SFN } from '@aws-sdk/client-sfn'; import { up } from 'old'; export const handler = [SFN, up];`;
    const { zip } = await pack({
      reason: '',
      files: { 'index.mjs': index, ...packages, ...esbuild },
      path: 'index.mjs',
    });
    const [module] = await unzip(zip);
    expect(module?.content).toMatch(/import \{ SFN \} from ["']@aws-sdk\/client-sfn["']/);
  });
});

describe('JavaScript: what is refused, at the import', () => {
  const table: (Case & { readonly says: RegExp })[] = [
    {
      reason: 'a package, without esbuild',
      files: { 'f/index.mjs': `\n  import { up } from 'old';\n${one}`, ...packages },
      path: 'f/index.mjs',
      says: /f\/index\.mjs:2:22: "old" lies outside of the function, to be bundled with it\. Install esbuild in the project \(npm install --save-dev esbuild\), or make the function a folder with a node_modules of its own$/,
    },
    {
      reason: 'a package that a file further down requires',
      files: { 'f/index.js': `require('./a');`, 'f/a.js': `const x = require('@scope/x/sub');` },
      path: 'f',
      says: /f\/a\.js:1:19: "@scope\/x\/sub" lies outside/,
    },
    {
      reason: 'a file outside of the folder',
      files: { 'f/index.mjs': `import '../x.mjs';`, 'x.mjs': '' },
      path: 'f',
      says: /index\.mjs:1:8: "\.\.\/x\.mjs" lies outside/,
    },
    {
      reason: 'a package that nobody has installed, in the words of esbuild',
      files: { 'index.mjs': `import 'nowhere';`, ...esbuild },
      path: 'index.mjs',
      says: /index\.mjs:1:8: Could not resolve "nowhere"\. Install the package/,
    },
  ];
  it.each(table)('$reason', async ({ says, ...one }) => {
    const error: unknown = await pack(one).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(says);
  });
});
