import { describe, expect, it } from '@jest/globals';
import { pathAt } from '../../src/compile/checks/location.ts';

const definition = {
  States: {
    A: { Choices: [{ Next: 'B' }], Next: 'B' },
    'A/Choices[0]': { Type: 'Pass' },
    'in/out': { Branches: [{ States: { X: { Type: 'Pass' } } }] },
  },
};

describe('a location of Step Functions', () => {
  it.each([
    ['/States/A/Next', 'a field', ['States', 'A', 'Next']],
    ['/States/A/Choices[0]/Next', 'the longest key is meant', ['States', 'A/Choices[0]']],
    ['/States/A/Choices/0/Next', 'a JSON pointer', ['States', 'A', 'Choices', 0, 'Next']],
    [
      '/States/in/out/Branches[0]/States/X',
      'inside of a state',
      ['States', 'in/out', 'Branches', 0, 'States', 'X'],
    ],
    ['/States/A/Missing', 'as far as it leads', ['States', 'A']],
    ['[Source: (String)"x"; line: 1, column: 4]', 'no path at all', []],
    ['', 'none', []],
  ])('%s: %s', (location, _why, path) => {
    expect(pathAt(definition, location)).toEqual(path);
  });
});
