import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadWorkflow } from '../../src/workflow/load.ts';
import { load, python, stepsOf, type Files } from './support.ts';

const js = 'export const handler = async () => 1;\n';

describe('runtime and handler', () => {
  const cases: readonly (readonly [string, string, Files, string, string])[] = [
    ['a Python file', 'source: a.py', { 'a.py': python }, 'python3.13', 'a.handler'],
    [
      'the name that the Lambda console gives goes first',
      'source: a.py',
      { 'a.py': 'def handler(e, c): pass\ndef lambda_handler(e, c): pass\n' },
      'python3.13',
      'a.lambda_handler',
    ],
    [
      'a name that only a comment has does not count',
      'source: a.py',
      { 'a.py': '"""not a lambda_handler"""\ndef handler(e, c): pass\n' },
      'python3.13',
      'a.handler',
    ],
    ['a JavaScript module', 'source: a.mjs', { 'a.mjs': js }, 'nodejs24.x', 'a.handler'],
    ['CommonJS', 'source: a.cjs', { 'a.cjs': 'exports.handler = () => 1' }, 'nodejs24.x', 'a.handler'],
    ['TypeScript', 'source: src/a.ts', { 'src/a.ts': js }, 'nodejs24.x', 'a.handler'],
    [
      'a folder as the Lambda console makes it',
      'source: f',
      { 'f/lambda_function.py': python },
      'python3.13',
      'lambda_function.handler',
    ],
    ['a folder with an index', 'source: f', { 'f/index.ts': js }, 'nodejs24.x', 'index.handler'],
    [
      'a helper called main is passed over',
      'source: f',
      { 'f/main.py': 'def run(): pass\n', 'f/handler.py': python },
      'python3.13',
      'handler.handler',
    ],
    [
      'a handler decides about the module',
      'source: f, handler: api.start',
      { 'f/api.mjs': 'export const start = 1', 'f/main.py': python },
      'nodejs24.x',
      'api.start',
    ],
    [
      'a handler in a package',
      'source: f, handler: pkg.mod.run',
      { 'f/pkg/mod.py': 'def run(e, c): pass\n' },
      'python3.13',
      'pkg.mod.run',
    ],
    [
      'a handler in a folder',
      'source: f, handler: lib/mod.run',
      { 'f/lib/mod.js': 'exports.run = 1' },
      'nodejs24.x',
      'lib/mod.run',
    ],
    [
      'a handler inside of an export',
      'source: a.cjs, handler: a.api.run',
      { 'a.cjs': 'exports.api = { run() {} }' },
      'nodejs24.x',
      'a.api.run',
    ],
    ['a given runtime', 'source: a.py, runtime: python3.12', { 'a.py': python }, 'python3.12', 'a.handler'],
    [
      'a given runtime picks among languages',
      'source: f, runtime: nodejs22.x',
      { 'f/index.mjs': js, 'f/main.py': python },
      'nodejs22.x',
      'index.handler',
    ],
    [
      'a runtime that is not looked into',
      'source: f, runtime: java21, handler: "a.B::c"',
      { 'f/x.jar': '' },
      'java21',
      'a.B::c',
    ],
  ];
  it.each(cases)('%s', async (_, settings, files, runtime, handler) => {
    const yaml = `name: x\nfunctions:\n  a: { ${settings} }\nsteps: [{ function: a }]\n`;
    expect((await load(yaml, files)).functions).toMatchObject([{ key: 'a', runtime, handler }]);
  });

  it('of a folder with an executable bootstrap', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stepline-bootstrap-'));
    mkdirSync(join(folder, 'go'));
    writeFileSync(join(folder, 'go/bootstrap'), '#!/bin/sh\n');
    chmodSync(join(folder, 'go/bootstrap'), 0o755);
    writeFileSync(join(folder, 'workflow.yaml'), 'name: x\nsteps: [{ function: go }]\n');
    const { functions } = await loadWorkflow(folder, { env: {} });
    rmSync(folder, { recursive: true });
    expect(functions).toMatchObject([{ key: 'go', runtime: 'provided.al2023', handler: 'bootstrap' }]);
  });

  it.each([
    ['a star import', 'a.py', 'from other import *\n', 'a.start'],
    ['a tuple', 'a.py', 'helper, start = make()\n', 'a.start'],
    ['an import over lines', 'a.py', 'from other import (\n  helper,\n  start,\n)\n', 'a.start'],
    ['a name made at run time', 'a.py', 'globals()["sta" + "rt"] = print\n', 'a.start'],
    ['a star export', 'a.mjs', 'export * from "./other.mjs"\n', 'a.start'],
    ['an export under another name', 'a.mjs', 'function x() {}\nexport { x as start }\n', 'a.start'],
    ['exports that another module makes', 'a.cjs', 'module.exports = require("./other")\n', 'a.start'],
    ['a destructured export', 'a.mjs', 'export const { start, stop } = make()\n', 'a.start'],
  ])('are believed where the source may well have them: %s', async (_, file, text, handler) => {
    const yaml = `name: x\nfunctions:\n  a: { source: ${file}, handler: ${handler} }\nsteps: [{ function: a }]\n`;
    expect((await load(yaml, { [file]: text })).functions).toMatchObject([{ handler }]);
  });
});

describe('settings', () => {
  const files = { 'a.py': python, 'b.mjs': js };

  it('have defaults', async () => {
    const { functions } = await load(
      'name: x\nfunctions: { a: { source: a.py } }\nsteps: [{ function: a }]\n',
      files,
    );
    expect(functions).toMatchObject([
      { memory: 128, timeoutSeconds: 30, architecture: 'x86_64', environment: {}, permissions: [] },
    ]);
    expect(functions[0]).not.toHaveProperty('url');
  });

  it('come from the defaults of the file, and a runtime only for its own language', async () => {
    const yaml = `name: x
defaults: { function: { runtime: python3.12, memory: 512, timeout: 1m, architecture: arm64, environment: { ONE: a, TWO: a } } }
functions:
  a: { source: a.py, environment: { TWO: b } }
  b: { source: b.mjs, memory: 1024 }
steps: [{ function: a }, { function: b }]
`;
    const common = { timeoutSeconds: 60, architecture: 'arm64' };
    expect((await load(yaml, files)).functions).toMatchObject([
      { ...common, key: 'a', runtime: 'python3.12', memory: 512, environment: { ONE: 'a', TWO: 'b' } },
      { ...common, key: 'b', runtime: 'nodejs24.x', memory: 1024, environment: { ONE: 'a', TWO: 'a' } },
    ]);
  });

  it('of a URL', async () => {
    const yaml = `name: x
functions:
  a: { source: a.py, url: { auth: AWS_IAM } }
  b:
    source: b.mjs
    url: { auth: NONE, invokeMode: RESPONSE_STREAM, cors: { allowOrigins: ['*'], allowMethods: [GET], maxAge: 1h, allowCredentials: false } }
steps: [{ function: a }]
`;
    const [a, b] = (await load(yaml, files)).functions;
    expect(a?.url).toEqual({ auth: 'AWS_IAM', invokeMode: 'BUFFERED' });
    expect(b?.url).toEqual({
      auth: 'NONE',
      invokeMode: 'RESPONSE_STREAM',
      cors: { allowOrigins: ['*'], allowMethods: ['GET'], maxAgeSeconds: 3600, allowCredentials: false },
    });
  });

  it('that AWS is about to refuse are warned of', async () => {
    const yaml = 'name: x\nfunctions:\n  a: { source: a.py, runtime: python3.9 }\nsteps: [{ function: a }]\n';
    const { warnings } = await load(yaml, files);
    expect(warnings).toEqual([
      {
        what: 'AWS announced to refuse new functions with python3.9 from 2026-06-01 on',
        hint: 'Choose a newer one, such as python3.13 or nodejs24.x',
        at: { file: 'workflow.yaml', line: 3, column: 31 },
        end: { line: 3, column: 40 },
        severity: 'warning',
      },
    ]);
  });
});

describe('functions that steps name by their path', () => {
  const files = { 'functions/one.py': python, 'two/main.py': python, 'other/one.py': python };

  it('are called after their file or folder', async () => {
    const yaml =
      'name: x\nsteps:\n  - function: functions/one.py\n  - function: two\n  - function: other/one.py\n';
    const { functions } = await load(yaml, files);
    expect(functions.map(({ key }) => key)).toEqual(['one', 'two', 'one-2']);
    expect(functions[1]?.at).toEqual({ file: 'workflow.yaml', line: 4, column: 15 });
  });

  it('are one function when the path is the same, however written, or declared already', async () => {
    const yaml = `name: x
functions: { first: { source: functions/one.py } }
steps: [{ function: functions/one.py }, { function: ./functions/../functions/one.py }, { function: first }]
`;
    expect((await load(yaml, files)).functions.map(({ key }) => key)).toEqual(['first']);
    expect(await stepsOf(yaml, files)).toMatchObject([
      { name: 'first', function: { key: 'first' } },
      { name: 'first 2', function: { key: 'first' } },
      { name: 'first 3', function: { key: 'first' } },
    ]);
  });

  it('give way to a key of the same name', async () => {
    const yaml = 'name: x\nfunctions: { two: { source: functions/one.py } }\nsteps: [{ function: two }]\n';
    expect((await load(yaml, files)).functions).toHaveLength(1);
  });

  it.each([
    ['a function', 'arn:aws:lambda:us-east-1:123456789012:function:f'],
    ['a version', 'arn:aws:lambda:us-east-1:123456789012:function:f:7'],
    ['parts that the target knows', 'arn:${partition}:lambda:${region}:${account}:function:f'],
  ])('are left alone when the path is an ARN: %s', async (_, arn) => {
    const yaml = `name: x\nsteps: [{ function: '${arn}' }]\n`;
    expect((await load(yaml)).functions).toEqual([]);
    expect(await stepsOf(yaml)).toMatchObject([{ name: 'Function', function: { arn } }]);
  });
});
