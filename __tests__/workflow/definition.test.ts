import { describe, expect, it } from '@jest/globals';
import type { AslDefinition } from '../../src/workflow/workflow.ts';
import { load, python, type Files } from './support.ts';

async function aslOf(yaml: string, files: Files = {}): Promise<AslDefinition> {
  const { definition } = await load(yaml, files);
  if (definition.kind !== 'asl') throw new Error('this workflow has steps');
  return definition;
}

const machine = { StartAt: 'A', States: { A: { Type: 'Task', Resource: '${functions.a}', End: true } } };
const yaml = (path: string): string => `name: x\nfunctions: { a: { source: a.py } }\ndefinition: ${path}\n`;

describe('a definition', () => {
  it.each([
    ['JSON', 'm.asl.json', JSON.stringify(machine, null, 2), '5:15'],
    ['JSON with tabs', 'm.json', JSON.stringify(machine, null, '\t'), '5:12'],
    [
      'YAML',
      'sub/m.yaml',
      'StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: ${functions.a}\n    End: true\n',
      '4:11',
    ],
  ])('from a file of %s has the positions of that file', async (_, path, text, place) => {
    const { document, locate } = await aslOf(yaml(path), { 'a.py': python, [path]: text });
    expect(document).toEqual(machine);
    const { file, line, column } = locate(['States', 'A', 'Type']);
    expect(`${file}:${line}:${column}`).toBe(`${path}:${place}`);
  });

  it('in the workflow itself has its positions', async () => {
    const { document, locate } = await aslOf(
      'name: x\ndefinition:\n  StartAt: A\n  States:\n    A: { Type: Succeed }\n',
    );
    expect(document).toEqual({ StartAt: 'A', States: { A: { Type: 'Succeed' } } });
    expect(locate(['States', 'A'])).toEqual({ file: 'workflow.yaml', line: 5, column: 8 });
  });

  it('takes the stage in its texts, and never in its keys', async () => {
    const text = '{"StartAt":"${stage}","States":{"${stage}":{"Type":"Succeed"},"dev":{"Type":"Succeed"}}}';
    expect((await aslOf('name: x\ndefinition: m.json\n', { 'm.json': text })).document).toMatchObject({
      StartAt: 'dev',
      States: { '${stage}': {} },
    });
  });
});
