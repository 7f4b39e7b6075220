/** What `init` writes: `check` has nothing against it, and `run` runs it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { initProject } from '../../src/commands/init.ts';
import { checkWorkflow } from '../../src/commands/check.ts';
import { testWorkflow } from '../../src/commands/test.ts';
import type { CommandContext } from '../../src/commands/prepare.ts';
import { openLocal, type OpenTarget } from '../../src/target.ts';
import { countOf } from '../../src/run/cases/case.ts';
import { languageService } from '../docs/languageService.ts';
import { createFolder } from '../support/folder.ts';
import { root } from '../support/spawn.ts';

let target: OpenTarget;
beforeAll(async () => {
  target = await openLocal(undefined, () => undefined);
});
afterAll(() => target.close());

function contextOf(path: string): CommandContext & Pick<OpenTarget, 'connection' | 'platform'> {
  const { connection, platform } = target;
  const { signal } = new AbortController();
  return { path, env: {}, report: () => undefined, signal, connection, platform };
}

describe('init', () => {
  it('in an empty folder: a workflow whose test passes', async () => {
    await using folder = await createFolder({});
    const project = join(folder.path, 'my shop');
    const { workflow, name, isNew } = await initProject({ folder: project, github: false });
    expect({ name, isNew }).toEqual({ name: 'my-shop', isNew: true });
    const { cases } = await testWorkflow({ ...contextOf(workflow), timeLimitMs: 60_000 });
    expect(countOf(cases)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  });

  it('beside handlers: one step for each, in a file that editors know the schema of', async () => {
    const handler = 'exports.handler = async (event) => event;\n';
    await using folder = await createFolder({
      'package.json': '{}',
      "it's: #1.js": handler,
      'b.py': 'def work(event, context): pass\n',
    });
    const { workflow, written } = await initProject({ folder: folder.path, github: false });
    expect(written.map((path) => relative(folder.path, path))).toEqual([
      'workflow.yaml',
      'workflow.schema.json',
    ]);
    expect(await readFile(workflow, 'utf8')).toBe(
      `# yaml-language-server: $schema=./workflow.schema.json

name: ${relative(join(folder.path, '..'), folder.path)}

functions:
  b:
    source: b.py
    handler: b.work
    runtime: python3.13
  it-s---1:
    source: "it's: #1.js"
    runtime: nodejs24.x

steps:
  - function: b
  - function: it-s---1

input: {}
`,
    );
    const { workflow: checked } = await checkWorkflow(contextOf(workflow));
    expect(checked.functions.map(({ key }) => key)).toEqual(['b', 'it-s---1']);
  });

  it('in JavaScript where the folder is a package of it, and the job of the repository that it lies in', async () => {
    await using folder = await createFolder({ '.git/HEAD': '', 'services/shop/package.json': '{}' });
    const shop = join(folder.path, 'services/shop');
    const { workflow } = await initProject({ folder: shop, github: true });
    await checkWorkflow(contextOf(workflow));
    const job = await readFile(join(folder.path, '.github/workflows/stepline.yml'), 'utf8');
    expect(job).toContain('workflow: services/shop/workflow.yaml\n');
    const problemsIn = await languageService();
    expect(await problemsIn('.github/workflows/stepline.yml', job)).toEqual([]);
    const pins = [...job.matchAll(/uses: (.*@[0-9a-f]{40} # .*)/g)].map(([, pin]) => pin);
    const own = await readFile(join(root, 'docs/workflows/checks.yml'), 'utf8');
    expect(pins.filter((pin = '') => own.includes(pin))).toEqual(pins);
  });

  it('overwrites nothing, and writes nothing then', async () => {
    await using folder = await createFolder({ 'functions/shout.py': '', 'workflow.yaml': 'mine' });
    await expect(initProject({ folder: folder.path, github: false })).rejects.toThrow(
      /workflow\.yaml" is there already.*\n.*functions\/shout\.py" is there already/,
    );
    expect(await readFile(join(folder.path, 'workflow.yaml'), 'utf8')).toBe('mine');
    await expect(readFile(join(folder.path, 'functions/greet.py'))).rejects.toThrow('ENOENT');
  });

  it('says that a file is no folder', async () => {
    await using folder = await createFolder({ file: '' });
    await expect(initProject({ folder: join(folder.path, 'file'), github: false })).rejects.toThrow(
      /is no folder/,
    );
  });
});
