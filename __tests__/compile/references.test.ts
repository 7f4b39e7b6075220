import { describe, expect, it } from '@jest/globals';
import {
  functionReference,
  referencedFunction,
  referencedFunctions,
  resolveReferences,
} from '../../src/compile/references.ts';

const a = functionReference('a');
const b = functionReference('b');

describe('references to functions', () => {
  it('are found once each, in order, at any depth', () => {
    expect(referencedFunctions({ x: [b, `{% "${a}" & "${b}" %}`], y: 'c', z: null })).toEqual(['b', 'a']);
  });

  it('are replaced wherever they stand, and what replaces them is taken as it is', () => {
    const value = { [a]: [a, `<${b}>`], n: 1 };
    expect(resolveReferences(value, (key) => `$&${key}`)).toEqual({ [a]: ['$&a', '<$&b>'], n: 1 });
  });

  it.each([
    ['the whole text', a, 'a'],
    ['a part of it', `${a}:1`, undefined],
    ['two of them', a + b, undefined],
    ['none', 'a', undefined],
  ])('a text is one when it is %s', (_, text, key) => {
    expect(referencedFunction(text)).toBe(key);
  });
});
