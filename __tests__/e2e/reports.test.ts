import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createProject } from '../support/project.ts';
import { createRunner } from '../support/runner.ts';
import { stepline } from '../support/spawn.ts';

/** A function that fails with a secret of its environment, and logs it. */
const leaking = {
  'leak.mjs': [
    'export const handler = async () => {',
    '  console.log(`connecting with ${process.env.KEY}`);',
    '  throw new Error(`refused: ${process.env.KEY}`);',
    '};',
    '',
  ].join('\n'),
  'workflow.yaml': [
    'name: leaking',
    'functions:',
    "  leak: { source: leak.mjs, environment: { KEY: '${env.DATABASE_PASSWORD}' } }",
    'steps: [{ function: leak }]',
    '',
  ].join('\n'),
};
const files = ['junit.xml', 'report.json', 'report.html'];

describe('reports as files', () => {
  it('stepline run --report-dir writes them of a run that failed, and fails as ever', async () => {
    await using project = await createProject({});
    const folder = join(project.folder, 'reports');
    const { code, stdout } = await stepline(['run', 'examples/failing', '--report-dir', folder]);
    expect(code).toBe(1);
    expect(stdout).toContain(`report ${join(folder, 'report.html')}`);
    for (const name of files)
      expect(await readFile(join(folder, name), 'utf8')).toContain('no stock for order');
  });

  it('stepline run refuses a folder that cannot be one before it runs anything', async () => {
    await using project = await createProject({ file: '' });
    const folder = join(project.folder, 'file');
    const { code, stderr, stdout } = await stepline(['run', 'examples/failing', '--report-dir', folder]);
    expect(code).toBe(2);
    expect(stderr).toContain(`the folder ${folder} for reports cannot be made`);
    expect(stdout).not.toContain('execution');
  });

  it('stepline run shows no secret of its environment, on the terminal, in its document or in any file', async () => {
    await using project = await createProject(leaking);
    const options = { cwd: project.folder, env: { DATABASE_PASSWORD: 'correct-horse-battery' } };
    const { code, stdout } = await stepline(['run', '--report-dir', 'reports'], options);
    expect(code).toBe(1);
    const document = await stepline(['run', '--json'], options);
    const written = await Promise.all(
      files.map((name) => readFile(join(project.folder, 'reports', name), 'utf8')),
    );
    for (const text of [stdout, document.stdout, ...written]) {
      expect(text).toContain('refused: ***');
      expect(text).not.toContain('correct-horse');
    }
    expect(stdout).toContain('connecting with ***');
    expect(document.stderr).not.toContain('correct-horse');
  });

  it('the Action gives the path of the page, and no secret of its environment is in any file', async () => {
    await using project = await createProject(leaking);
    await using runner = await createRunner();
    const folder = join(project.folder, 'reports');
    const inputs = { workflow: project.folder, target: 'local', 'report-dir': folder };
    const { code } = await runner.run(inputs, { DATABASE_PASSWORD: 'correct-horse-battery' });
    expect(code).toBe(1);
    expect(await runner.outputs()).toMatchObject({ report: join(folder, 'report.html'), status: 'FAILED' });
    for (const name of files) {
      const text = await readFile(join(folder, name), 'utf8');
      expect(text).toContain('refused: ***');
      expect(text).not.toContain('correct-horse');
    }
  });
});
