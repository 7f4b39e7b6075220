import { describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stepline } from '../support/spawn.ts';

const definition = { StartAt: 'A', States: { A: { Type: 'Pass', Result: 1, End: true } } };
const yaml = 'name: orders\nqueryLanguage: JSONPath\nsteps:\n  - name: A\n    pass: 1\n';

async function inFolder(work: (path: (name: string) => string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stepline-import-'));
  try {
    await work((name) => join(folder, name));
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('stepline import', () => {
  it('prints the workflow of a definition', async () => {
    await inFolder(async (path) => {
      await writeFile(path('orders.asl.json'), JSON.stringify(definition));
      const { code, stdout } = await stepline(['import', path('orders.asl.json')]);
      expect([code, stdout]).toEqual([0, yaml]);
    });
  });

  it('takes what describe-state-machine prints, and writes what check has nothing against', async () => {
    await inFolder(async (path) => {
      const described = { name: 'my machine', type: 'EXPRESS', definition: JSON.stringify(definition) };
      await writeFile(path('m.json'), JSON.stringify(described));
      const imported = await stepline(['import', path('m.json'), '--out', path('workflow.yaml')]);
      expect(imported.code).toBe(0);
      expect(imported.stdout).toMatch(/workflow\.yaml: 1 step\n$/);
      expect(await readFile(path('workflow.yaml'), 'utf8')).toMatch(/^name: my-machine\ntype: EXPRESS\n/);
      const checked = await stepline(['check', path('workflow.yaml')]);
      expect(checked.code).toBe(0);
    });
  });

  it('overwrites nothing', async () => {
    await inFolder(async (path) => {
      await writeFile(path('m.asl.json'), JSON.stringify(definition));
      await writeFile(path('workflow.yaml'), 'mine');
      const { code, stderr } = await stepline(['import', path('m.asl.json'), '--out', path('workflow.yaml')]);
      expect(code).toBe(2);
      expect(stderr).toMatch(/workflow\.yaml" is there already\. Name another file/);
      expect(await readFile(path('workflow.yaml'), 'utf8')).toBe('mine');
    });
  });

  it.each([
    ['no JSON', '{', /m\.asl\.json:1:2: /],
    ['no machine', '{ "Type": "Pass" }', /m\.asl\.json:1:1: error: this is no state machine in ASL/],
    [
      'a definition that is none',
      '{ "definition": "[]" }',
      /m\.asl\.json:1:17: error: this is no state machine in ASL/,
    ],
  ])('says where a file is wrong: %s', async (_what, text, says) => {
    await inFolder(async (path) => {
      await writeFile(path('m.asl.json'), text);
      const { code, stderr } = await stepline(['import', path('m.asl.json')]);
      expect(code).toBe(2);
      expect(stderr).toMatch(says);
    });
  });
});
