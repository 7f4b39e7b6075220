import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { writeWheels } from '../package/python/wheels.ts';
import { createProject, type Project } from '../support/project.ts';
import { startLocal, stepline } from '../support/spawn.ts';

/** The version of `python3` where it has pip, such as `3.11`, and the platform that its wheels are for. */
const here = pythonWithPip();
const describeWithPip = here ? describe : describe.skip;

function pythonWithPip(): { version: string; platform: string } | undefined {
  const program =
    'import pip, sys, sysconfig; print("%d.%d" % sys.version_info[:2]); print(sysconfig.get_platform())';
  try {
    const answer = execFileSync('python3', ['-c', program], { encoding: 'utf8', stdio: 'pipe' });
    const [version = '', platform = ''] = answer.trim().split('\n');
    return { version, platform: platform.replace(/[-.]/g, '_') };
  } catch {
    return undefined;
  }
}

const cache = mkdtempSync(join(tmpdir(), 'stepline-cache-'));
afterAll(() => {
  rmSync(cache, { recursive: true, force: true });
});

/** A function whose package has a wheel for this machine alone, one that Lambda could not use. */
async function projectWithWheel(): Promise<Project> {
  const { version, platform } = here ?? { version: '', platform: '' };
  const tag = `cp${version.replace('.', '')}-cp${version.replace('.', '')}-${platform}`;
  const project = await createProject({
    'workflow.yaml': `name: dependencies\nfunctions:\n  one: { source: one.py, runtime: python${version} }\nsteps:\n  - function: one\n`,
    'one.py': 'import tiny\n\ndef handler(event, context):\n    return tiny.tag\n',
    'requirements.txt': '--no-index\n--find-links ./wheels\ntiny==1.0\n',
  });
  await writeWheels(join(project.folder, 'wheels'), { name: 'tiny', tag });
  return project;
}

describeWithPip('a Python function with requirements', () => {
  it('runs on the embedded AWS of a command, with what this machine can import', async () => {
    await using project = await projectWithWheel();
    const env = { XDG_CACHE_HOME: cache };
    const run = await stepline(['run', project.folder, '--json'], { env });
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toContain(here?.platform);
  });

  it('is deployed to a running embedded AWS as to this machine, and a second time not at all', async () => {
    await using project = await projectWithWheel();
    await using local = await startLocal();
    const env = { ...local.env, XDG_CACHE_HOME: cache };
    expect(await stepline(['run', project.folder, '--aws'], { env })).toMatchObject({ code: 0 });
    const again = await stepline(['run', project.folder, '--aws'], { env });
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toContain('no changes');
  });

  it('is checked without installing anything', async () => {
    await using project = await projectWithWheel();
    await project.write({ 'requirements.txt': '--no-index\nnowhere\n' });
    expect(await stepline(['check', project.folder])).toMatchObject({ code: 0 });
    const run = await stepline(['run', project.folder]);
    expect(run).toMatchObject({ code: 2 });
    expect(run.stderr).toMatch(/workflow\.yaml:3:8: .*No matching distribution found for nowhere\. /);
  });
});
