import { describe, expect, it } from '@jest/globals';
import { cutMarkdown } from '../../src/report/cut.ts';

const rows = [
  { why: 'fits', text: 'a\nb', expected: 'a\nb' },
  { why: 'is cut at a line', text: 'aaaa\nbbbb\ncccc', expected: 'aaaa\n\nmore' },
  { why: 'counts bytes', text: 'ää\nää\nää', expected: 'ää\n\nmore' },
  {
    why: 'ends a fence',
    text: `\`\`\`text\n${'x\n'.repeat(50)}\`\`\``,
    expected: '```text\nx\n```\n\nmore',
  },
  {
    why: 'ends a fence longer than what stands in it',
    text: `\`\`\`\`text\n\`\`\`\n${'x\n'.repeat(50)}\`\`\`\``,
    expected: '````text\n```\n````\n\nmore',
  },
  {
    why: 'ends a fold',
    text: `<details><summary>s</summary>\n\n${'x\n'.repeat(50)}</details>\n`,
    expected: '<details><summary>s</summary>\n\n\n</details>\n\nmore',
  },
  {
    why: 'takes no fold for one that is code',
    text: `\`\`\`\n<details>\n\`\`\`\n${'x\n'.repeat(50)}`,
    expected: '```\n<details>\n```\nx\n\nmore',
  },
  {
    why: 'has room for the end of a very long fence',
    text: `${'`'.repeat(400)}text\n${'x\n'.repeat(500)}${'`'.repeat(400)}`,
    expected: `${'`'.repeat(400)}text\n${'x\n'.repeat(19)}${'`'.repeat(400)}\n\nmore`,
  },
];

describe('Markdown that is cut', () => {
  it.each(rows)('$why', ({ text, expected }) => {
    // Not enough for one more line.
    const most = Buffer.byteLength(expected) + 1;
    const cut = cutMarkdown(text, most, 'more');
    expect(cut).toBe(expected);
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(most);
  });
});
