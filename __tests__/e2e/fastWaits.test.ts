import { describe, expect, it } from '@jest/globals';
import { createProject } from '../support/project.ts';
import { stepline } from '../support/spawn.ts';

const workflow = 'name: waits\nsteps:\n  - wait: 2d\n  - pass: awake\n';

describe('--fast-waits', () => {
  it('runs in no time what takes days, by its own clock', async () => {
    await using project = await createProject({ 'workflow.yaml': workflow });
    const { code, stdout } = await stepline(['run', '--fast-waits', '--json'], { cwd: project.folder });
    const { durationMs, output } = JSON.parse(stdout) as { durationMs: number; output: unknown };
    expect({ code, output }).toEqual({ code: 0, output: 'awake' });
    expect(durationMs).toBeGreaterThanOrEqual(2 * 86_400_000);
  });

  it('is not for AWS', async () => {
    const { code, stderr } = await stepline(['run', '--fast-waits', '--aws']);
    expect(code).toBe(2);
    expect(stderr).toContain("'--fast-waits' cannot be used with option '--aws'");
  });
});
