import { describe, expect, it } from '@jest/globals';
import { nearest } from '../../src/workflow/nearest.ts';

const known = ['name', 'next', 'end', 'retry', 'catch', 'function', 'stringEquals', 'memory'];

describe('nearest', () => {
  it.each([
    ['a letter missing', 'funtion', 'function'],
    ['two letters swapped', 'memroy', 'memory'],
    ['another ending', 'retires', 'retry'],
    ['other capitals', 'StringEquals', 'stringEquals'],
    ['a short word, one letter off', 'nxt', 'next'],
    ['the fewest edits win', 'nam', 'name'],
    ['nothing alike', 'zzzzzz', undefined],
    ['a short word, too far off', 'if', undefined],
    ['no word', '', undefined],
  ])('%s', (_, word, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });
});
