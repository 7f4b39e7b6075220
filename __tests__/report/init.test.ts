import { describe, expect, it } from '@jest/globals';
import { initLines } from '../../src/report/init.ts';
import { plain } from '../../src/report/style.ts';

const made = { workflow: 'workflow.yaml', name: 'shop', isNew: false, written: ['workflow.yaml'] };
const charge = { key: 'charge', source: 'charge.mjs', runtime: 'nodejs24.x' } as const;

describe('a new project', () => {
  it.each([
    ['handlers', { ...made, functions: [charge] }, ['1 handler found', '  charge  charge.mjs  nodejs24.x']],
    [
      'a handler that is given',
      { ...made, functions: [charge, { ...charge, key: 'undo', handler: 'charge.undo' }] },
      ['2 handlers found', '  charge  charge.mjs  nodejs24.x', '  undo  charge.mjs charge.undo  nodejs24.x'],
    ],
    ['none', { ...made, isNew: true, functions: [charge] }, ['no handlers found: a beginning']],
  ])('is told with %s and what was written', (_, one, lines) => {
    expect(initLines(one, plain)).toEqual([...lines, '+ workflow.yaml']);
  });
});
