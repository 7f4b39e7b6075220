import { describe, expect, it } from '@jest/globals';
import { stepline } from '../support/spawn.ts';
import { createProject } from '../support/project.ts';

describe('stepline init', () => {
  it('finds the handlers, writes the workflow and the job, and says where to go on; then refuses to do it again', async () => {
    await using project = await createProject({ 'charge.mjs': 'export const handler = async () => 1;\n' });
    const { folder: cwd } = project;
    const first = await stepline(['init', '--github'], { cwd });
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout.split('\n')).toEqual([
      '1 handler found',
      '  charge  charge.mjs  nodejs24.x',
      '+ workflow.yaml',
      '+ workflow.schema.json',
      '+ .github/workflows/stepline.yml',
      'Next: stepline run',
      '',
    ]);
    const again = await stepline(['init'], { cwd });
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toBe('error: "workflow.yaml" is there already. Take it away to begin anew\n');
  });

  it('--json: what it wrote, and what check says of sources that do not work', async () => {
    await using project = await createProject({
      'charge.mjs': "import 'left-pad';\nexport const handler = async () => 1;\n",
    });
    const { code, stdout } = await stepline(['init', '--json'], { cwd: project.folder });
    expect({ code, document: JSON.parse(stdout) as unknown }).toMatchObject({
      code: 0,
      document: {
        workflow: 'workflow.yaml',
        isNew: false,
        functions: [{ key: 'charge', source: 'charge.mjs', runtime: 'nodejs24.x' }],
        written: ['workflow.yaml', 'workflow.schema.json'],
        problems: [{ severity: 'error', file: 'charge.mjs', line: 1, column: 8 }],
      },
    });
  });
});
