import { describe, expect, it } from '@jest/globals';
import { stepline } from '../support/spawn.ts';
import { createProject } from '../support/project.ts';

describe('stepline init', () => {
  it('--json: what it wrote, and what check says of sources that do not work', async () => {
    await using project = await createProject({
      'charge.mjs': "import 'left-pad';\nexport const handler = async () => 1;\n",
    });
    const { code, stdout } = await stepline(['init', '--json', '--github'], { cwd: project.folder });
    expect({ code, document: JSON.parse(stdout) as unknown }).toMatchObject({
      code: 0,
      document: {
        workflow: 'workflow.yaml',
        isNew: false,
        functions: [{ key: 'charge', source: 'charge.mjs', runtime: 'nodejs24.x' }],
        written: ['workflow.yaml', 'workflow.schema.json', '.github/workflows/stepline.yml'],
        problems: [{ severity: 'error', file: 'charge.mjs', line: 1, column: 8 }],
      },
    });
  });
});
