import { describe, expect, it } from '@jest/globals';
import { formatDuration } from '../../src/report/duration.ts';
import { printable, printableLine } from '../../src/report/printable.ts';

describe('foreign text for a terminal', () => {
  it.each([
    ['colours', '\u001b[31;1mred\u001b[0m', 'red'],
    ['a title', '\u001b]0;title\u0007text', 'text'],
    ['a link', '\u001b]8;;http://x\u001b\\text\u001b]8;;\u001b\\', 'text'],
    ['a title that never ends, which hides nothing', '\u001b]0;all\nthat follows', ']0;all\nthat follows'],
    ['a reset', '\u001bcx', 'cx'],
    ['eight-bit controls', '\u009b31mx\u0085y', '31mxy'],
    ['bells and backspaces', 'a\u0007\u0008b', 'ab'],
    ['turned writing', 'a\u202etxt.exe\u2066b\u200f', 'atxt.exeb'],
    ['tabs', 'a\tb', 'a  b'],
    ['any line breaks', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['what is fine', 'Größe › ✓ 漢字', 'Größe › ✓ 漢字'],
  ])('has no %s', (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it('is one line where one is wanted', () => {
    expect(printableLine('a\n  b \r\n\n c')).toBe('a b c');
  });
});

describe('a duration', () => {
  it.each([
    [0, '0 ms'],
    [61.4, '61 ms'],
    [999.6, '1.0 s'],
    [2_449, '2.4 s'],
    [59_940, '59.9 s'],
    [59_960, '1 m 0 s'],
    [200_000, '3 m 20 s'],
    [3_599_000, '59 m 59 s'],
    [3_600_000, '1 h 0 m'],
    [90_600_000, '25 h 10 m'],
  ])('of %d ms is %s', (milliseconds, words) => {
    expect(formatDuration(milliseconds)).toBe(words);
  });
});
