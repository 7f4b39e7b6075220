import { describe, expect, it } from '@jest/globals';
import { chmod, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { findFunctions, type FoundFunction } from '../../src/init/project.ts';
import { createFolder } from '../support/folder.ts';

const py = 'def lambda_handler(event, context):\n    return event\n';
const js = 'export const handler = async (event) => event;\n';
const [python, nodejs] = ['python3.13', 'nodejs24.x'] as const;

type Files = Readonly<Record<string, string>>;
type Row = readonly [why: string, files: Files, found: readonly FoundFunction[]];

async function foundIn(files: Files): Promise<FoundFunction[]> {
  await using folder = await createFolder(files);
  return await findFunctions(folder.path);
}

describe('the functions of a folder', () => {
  it.each<Row>([
    [
      'files of their own, in the order that people count in',
      { 'f/step_10.py': py, 'f/step_2.py': py, 'f/step_1.mjs': js },
      [
        { key: 'step_1', source: 'f/step_1.mjs', runtime: nodejs },
        { key: 'step_2', source: 'f/step_2.py', runtime: python },
        { key: 'step_10', source: 'f/step_10.py', runtime: python },
      ],
    ],
    [
      'folders of their own, with all that is in them',
      { 'charge/lambda_function.py': py, 'charge/rates.csv': '', 'notify/index.ts': js },
      [
        { key: 'charge', source: 'charge', runtime: python },
        { key: 'notify', source: 'notify', runtime: nodejs },
      ],
    ],
    [
      'a package of JavaScript, by a module of another name',
      { 'mail/package.json': '{}', 'mail/send.mjs': js },
      [{ key: 'send', source: 'mail', handler: 'send.handler', runtime: nodejs }],
    ],
    [
      'folders that only say what they hold: the name of what they lie in',
      { 'orders/src/app.py': py },
      [{ key: 'orders', source: 'orders/src', runtime: python }],
    ],
    [
      'several handlers of a module, and one of the same name elsewhere',
      {
        'a/jobs.mjs': 'export const run = (event) => 1;\nexport const undo = (event) => 1;\n',
        'b/run.mjs': js,
      },
      [
        { key: 'run', source: 'a/jobs.mjs', handler: 'jobs.run', runtime: nodejs },
        { key: 'undo', source: 'a/jobs.mjs', handler: 'jobs.undo', runtime: nodejs },
        { key: 'run-2', source: 'b/run.mjs', runtime: nodejs },
      ],
    ],
    [
      'a module beside the one that it imports: their folder',
      { 'f/one.py': `import os, util\n${py}`, 'f/util.py': '' },
      [{ key: 'one', source: 'f', handler: 'one.lambda_handler', runtime: python }],
    ],
    [
      'a module that imports from the top of the project: the project',
      { 'f/one.py': `from lib.util import f\n${py}`, 'lib/util.py': '' },
      [{ key: 'one', source: '.', handler: 'f/one.lambda_handler', runtime: python }],
    ],
    [
      'a module that imports from its package: the folder that the package lies in',
      { 'f/pkg/one.py': `from .util import f\n${py}`, 'f/pkg/util.py': '' },
      [{ key: 'one', source: 'f', handler: 'pkg/one.lambda_handler', runtime: python }],
    ],
    [
      'JavaScript beside the TypeScript that it is made of',
      { 'a.ts': js, 'a.js': js },
      [{ key: 'a', source: 'a.ts', runtime: nodejs }],
    ],
    [
      'versions of languages that the project names, where Lambda has them',
      {
        '.python-version': '3.12.4\n',
        '.nvmrc': 'v20\n',
        'package.json': '{"engines": {"node": ">=22"}}',
        'a.py': py,
        'b.mjs': js,
      },
      [
        { key: 'a', source: 'a.py', runtime: 'python3.12' },
        { key: 'b', source: 'b.mjs', runtime: 'nodejs22.x' },
      ],
    ],
    [
      'nothing of what is installed, made, hidden, ignored by git or a test',
      {
        ...{ 'node_modules/a/index.js': js, 'venv/a.py': py, 'dist/a.mjs': js, '.cache/a.py': py },
        ...{ '.gitignore': 'made/\n', 'made/a.py': py, 'a.test.ts': js, 'test_a.py': py, 'a.d.ts': js },
      },
      [],
    ],
  ])('%s', async (_, files, found) => {
    expect(await foundIn(files)).toEqual(found);
  });

  it('of an executable; not of links', async () => {
    await using folder = await createFolder({ 'rust/bootstrap': '#!/bin/sh\n', 'deaf/bootstrap': '' });
    await chmod(join(folder.path, 'rust/bootstrap'), 0o755);
    await symlink(folder.path, join(folder.path, 'loop'));
    expect(await findFunctions(folder.path)).toEqual([
      { key: 'rust', source: 'rust', runtime: 'provided.al2023' },
    ]);
  });

  it('refuses to look through a disk', async () => {
    await expect(findFunctions('/usr')).rejects.toThrow(
      'holds more than 20000 files to look through for handlers',
    );
  });
});
