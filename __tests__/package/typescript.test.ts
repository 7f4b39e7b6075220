import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { packageFunction } from '../../src/package/packageFunction.ts';
import { extract, folderOf, unzip, type Files } from './files.ts';

const at = { file: 'workflow.yaml', line: 3, column: 5 };
const esbuildPackage = dirname(dirname(fileURLToPath(import.meta.resolve('esbuild'))));

/** esbuild as `npm install` puts it beside the function. */
const esbuild: Files = { 'node_modules/esbuild': { link: esbuildPackage } };

async function pack(files: Files, path: string, handler: string, runtime = 'nodejs22.x') {
  const folder = folderOf(files);
  return packageFunction({ source: join(folder, path), runtime, handler, at, folder });
}

/** What the packaged handler answers in a Node process of its own. */
async function answer(zip: Buffer, handler: string): Promise<unknown> {
  const folder = await extract(zip);
  const [module = '', name = ''] = handler.split('.');
  const program = `
    const { ${name} } = await import(${JSON.stringify(join(folder, `${module}.mjs`))});
    console.log(JSON.stringify(await ${name}({ n: 2 })));`;
  const argv = ['--input-type=module', '-e', program];
  return JSON.parse(execFileSync(process.execPath, argv, { encoding: 'utf8', stdio: 'pipe' }));
}

interface Runs {
  readonly reason: string;
  readonly files: Files;
  readonly path?: string;
  readonly handler?: string;
  readonly answers: unknown;
}

const both: Runs[] = [
  {
    reason: 'types, generics and a handler of one file',
    files: {
      'index.ts': `
        interface Event { readonly n: number }
        const twice = <T extends number>(value: T): number => (value as number) * 2;
        export const handler = async ({ n }: Event): Promise<number> => twice<number>(n)!;`,
    },
    answers: 4,
  },
  {
    reason: 'enums and parameter properties, which are more than types',
    files: {
      'index.ts': `
        export enum Color { Red = 'red', Blue = 'blue' }
        const enum Size { Small = 1, Large = Small << 2 }
        class Shirt { constructor(readonly color: Color, private size = Size.Large) {} get all() { return [this.color, this.size]; } }
        export const handler = async () => new Shirt(Color.Blue).all;`,
    },
    answers: ['blue', 4],
  },
  {
    reason:
      'siblings by every way of naming them, going round in a circle, down, up and sideways out of the folder',
    files: {
      'functions/index.ts': `
        import { a } from './a.ts';
        import { b } from './b.js';
        import './.hidden/x.ts';
        import { c } from './lib';
        import { shared } from '../shared/x';
        export { later } from './later.mjs';
        export const base = 1;
        export const handler = async () => [a(), b, c, shared, (await import('./later.mjs')).later];`,
      'functions/a.ts': `import { base } from './index.ts'; export const a = () => base + 1;`,
      'functions/b.ts': `export const b: string = 'b';`,
      'functions/lib/index.ts': `export * from '../c # 100%.js';`,
      'functions/c # 100%.js': `export const c = 'c';`,
      'functions/.hidden/x.ts': `export type Nothing = never;`,
      'functions/later.mts': `export const later: number = 5;`,
      'shared/x.ts': `import { b } from '../functions/b.ts'; export const shared = b + '!';`,
    },
    path: 'functions/index.ts',
    answers: [2, 'b', 'c', 'b!', 5],
  },
  {
    reason: 'an import that is only types disappears, though nobody has installed its package',
    files: {
      'index.ts': `
        import { Context } from 'aws-lambda';
        import type { T } from './types.ts';
        import { type U, value } from './types.ts';
        export const handler = async (event: T, context: Context) => value as U;`,
      'types.ts': `export type T = unknown; export type U = number; export const value = 7;`,
    },
    answers: 7,
  },
  {
    reason: 'a folder whose handler names the file, and JSON beside it',
    files: {
      'f/src/app.mts': `
        import { basename } from 'path';
        import data from '../data.json' with { type: 'json' };
        export const main = async () => [basename('/x/y'), data.k];`,
      'f/data.json': '{"k":"v"}',
    },
    path: 'f',
    handler: 'src/app.main',
    answers: ['y', 'v'],
  },
  {
    reason: 'compiled JavaScript beside the TypeScript is not what is deployed',
    files: { 'f/index.ts': 'export const handler = async () => 1;', 'f/index.js': 'stale' },
    path: 'f',
    answers: 1,
  },
];

describe.each([
  { how: "the project's esbuild", installed: esbuild },
  { how: 'nothing installed', installed: {} },
])('TypeScript with $how', ({ installed }) => {
  it.each(both)('$reason', async ({ files, path = 'index.ts', handler = 'index.handler', answers }) => {
    const { zip } = await pack({ ...files, ...installed }, path, handler);
    expect(await answer(zip, handler)).toEqual(answers);
  });

  it('the AWS SDK is left to the runtime', async () => {
    const index = `import { SFNClient } from '@aws-sdk/client-sfn'; export const handler = async () => SFNClient;`;
    const { zip } = await pack({ 'index.ts': index, ...installed }, 'index.ts', 'index.handler');
    const [module] = await unzip(zip);
    expect(module?.content).toMatch(/import \{ SFNClient \} from ["']@aws-sdk\/client-sfn["']/);
  });

  it.each([
    { reason: 'a .cts file', file: 'foo.cts', output: 'foo.mjs' },
    { reason: 'a .mts file', file: 'foo.mts', output: 'foo.mjs' },
  ])('$reason becomes .mjs', async ({ file, output }) => {
    const source = { [file]: 'export const handler = async (): Promise<number> => 1;' };
    const { zip } = await pack({ ...source, ...installed }, file, 'foo.handler');
    expect((await unzip(zip)).map(({ path }) => path)).toEqual([output]);
  });

  it('the same source in another folder gives the same package', async () => {
    const files = {
      'f/index.ts': `import { a } from '../a';\nexport const handler = async () => a;`,
      'a.ts': 'export const a = 1;',
    };
    const one = await pack({ ...files, ...installed }, 'f', 'index.handler');
    const other = await pack({ ...files, ...installed }, 'f', 'index.handler');
    expect(other.contentHash).toBe(one.contentHash);
    expect(other.codeSha256).toBe(one.codeSha256);
  });
});

describe("TypeScript with the project's esbuild alone", () => {
  const alone: Runs[] = [
    {
      reason: 'packages are bundled, CommonJS ones too, and may require what Node brings',
      files: {
        'index.ts': `import { up } from 'old'; import { createRequire } from 'node:module';
          const require = createRequire(import.meta.url);
          export const handler = async () => [up('x'), typeof require('node:fs').readFileSync];`,
        'node_modules/old/index.js': `const os = require('os'); exports.up = (s) => s.toUpperCase() + typeof os.EOL;`,
      },
      answers: ['Xstring', 'function'],
    },
    {
      reason: 'namespaces, decorators and `using`, which older versions of Node do not know',
      files: {
        'index.ts': `
          namespace Text { export const mark = '!'; }
          function loud(f: () => string) { return () => f() + Text.mark; }
          class A { @loud m(): string { return 'a'; } }
          export const handler = async () => { let end = ''; { using _ = { [Symbol.dispose]() { end = 'z'; } }; } return new A().m() + end; };`,
      },
      answers: 'a!z',
    },
  ];
  it.each(alone)('$reason', async ({ files, answers }) => {
    const { zip } = await pack({ ...files, ...esbuild }, 'index.ts', 'index.handler');
    expect(await answer(zip, 'index.handler')).toEqual(answers);
  });

  it("is found from the workflow's folder, where the function lies elsewhere", async () => {
    const source = join(
      folderOf({ 'index.ts': 'namespace N { export const n = 1 }\nexport const handler = async () => N.n;' }),
      'index.ts',
    );
    const { zip } = await packageFunction({
      source,
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      folder: folderOf(esbuild),
    });
    expect(await answer(zip, 'index.handler')).toBe(1);
  });
});

interface Refused {
  readonly reason: string;
  readonly files: Files;
  readonly says: RegExp;
  readonly runtime?: string;
}

const refusedWithEsbuild: Refused[] = [
  {
    reason: 'a syntax error, where it stands',
    files: { 'index.ts': 'export const a = 1;\nexport const handler = async ( => 1;' },
    says: /index\.ts:2:32: Unexpected "=>"/,
  },
  {
    reason: 'every import that leads nowhere',
    files: { 'index.ts': `import 'nowhere';\n  import './gone.ts';` },
    says: /index\.ts:1:8: Could not resolve "nowhere"\. Install the package.*\n.*index\.ts:2:10: Could not resolve/,
  },
];
const refusedWithout: Refused[] = [
  {
    reason: 'a syntax error, where it stands',
    files: { 'index.ts': 'export const a = 1;\nexport const handler = async ( => 1;' },
    says: /index\.ts:2:1: Unexpected token\. Correct it, or install esbuild \(npm install --save-dev esbuild\)/,
  },
  {
    reason: 'a package, which only a bundler brings along',
    files: { 'index.ts': `\nimport { map } from 'lodash';\nexport const handler = map;` },
    says: /index\.ts:2:1: "lodash" is a package, to be bundled\. Correct it, or install esbuild/,
  },
  {
    reason: 'a package of a file that is imported',
    files: { 'index.ts': `export * from './a.ts';`, 'a.ts': `export * from '@scope/x';` },
    says: /a\.ts:1:1: "@scope\/x" is a package/,
  },
  {
    reason: 'an import that leads nowhere',
    files: { 'index.ts': `export * from './a.ts';` },
    says: /index\.ts:1:1: "\.\/a\.ts" leads to no file/,
  },
  {
    reason: 'a namespace, which would be lost without a word',
    files: { 'index.ts': `let a: number;\nexport namespace Util.Text {\n export const x = 1;\n}` },
    says: /index\.ts:2:1: "export namespace Util\.Text \{" takes more than removing types/,
  },
  {
    reason: 'import and export of CommonJS',
    files: { 'index.ts': `import fs = require('node:fs');\nexport const handler = fs;` },
    says: /index\.ts:1:1: "import fs =" takes more/,
  },
  {
    reason: 'decorators, which Node does not know',
    files: { 'index.ts': `class A {\n  @d m() {}\n}` },
    says: /index\.ts:2:1: Unexpected character '@'/,
  },
  {
    reason: '`using` before Node 24',
    files: { 'index.ts': `export const handler = async () => {\n  using r = f();\n};` },
    says: /index\.ts:2:1: Unexpected token/,
  },
  {
    reason: 'CommonJS beside it',
    files: { 'index.ts': `export * from './a.js';`, 'a.js': 'exports.a = 1;' },
    says: /a\.js:1:1: this is a CommonJS file/,
  },
  {
    reason: 'JSON that Node would not import',
    files: { 'index.ts': `import a from './a.json';\nexport const handler = a;`, 'a.json': '1' },
    says: /a\.json is imported without with \{ type: 'json' \}/,
  },
  {
    reason: 'a kind of file that Node does not import',
    files: { 'index.ts': `export * from './a.tsx';`, 'a.tsx': '' },
    says: /a\.tsx is neither an ES module nor JSON/,
  },
];

describe.each([
  { how: "the project's esbuild", installed: esbuild, table: refusedWithEsbuild },
  { how: 'nothing installed', installed: {}, table: refusedWithout },
])('what TypeScript with $how refuses', ({ installed, table }) => {
  it.each(table)('$reason', async ({ files, says, runtime }) => {
    const packing = pack({ ...files, ...installed }, 'index.ts', 'index.handler', runtime);
    const error: unknown = await packing.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(says);
  });
});

describe('TypeScript: what is not refused', () => {
  it('`using` for Node 24, with nothing installed', async () => {
    const index = 'export const handler = async () => {\n  using r = f();\n};';
    await expect(
      pack({ 'index.ts': index }, 'index.ts', 'index.handler', 'nodejs24.x'),
    ).resolves.toBeDefined();
  });

  it('types in a declared module or namespace', async () => {
    const index = `declare module 'x' { export const y: number }\ndeclare namespace N { type T = 1 }\nexport const handler = async () => 1;`;
    const { zip } = await pack({ 'index.ts': index }, 'index.ts', 'index.handler');
    expect(await answer(zip, 'index.handler')).toBe(1);
  });
});

describe('an esbuild that does not work', () => {
  it.each([
    { reason: 'does not load', content: `throw new Error('made for another platform\\nmore');` },
    {
      reason: 'does not start',
      content: `exports.build = async () => { throw new Error('made for another platform\\nmore'); };`,
    },
  ])('$reason', async ({ content }) => {
    const files = { 'index.ts': '', 'node_modules/esbuild/index.js': content };
    await expect(pack(files, 'index.ts', 'index.handler')).rejects.toThrow(
      "workflow.yaml:3:5: the project's esbuild does not work: made for another platform. Install it again on this machine",
    );
  });
});
