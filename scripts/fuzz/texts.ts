/** Mutations of a file's text. */
import type { Random } from './random.ts';

export type TextMutation = (text: string, random: Random) => string | Buffer;

const snippets = [
  ...[
    '{% ',
    ' %}',
    '${',
    '${env.',
    '$${',
    '"',
    "'",
    ':',
    ': ',
    '- ',
    '#',
    '&a ',
    '*a',
    '<<: *a',
    '|',
    '>',
    '\t',
    '\r',
  ],
  ...[
    '!!binary ',
    '!!js/function ',
    '!x ',
    '? ',
    '---\n',
    '...\n',
    '%YAML 9.9\n',
    '\u0000',
    '\u2028',
    '\ufeff',
    '💥',
  ],
  ...['[', ']', '{', '}', '@', '`', '~', '1e999', '0x', '.nan', '\\d', '\\u12', '__proto__: 1', '\n\n'],
];

export const textMutations: Readonly<Record<string, TextMutation>> = {
  truncated: (text, random) => text.slice(0, random.below(text.length)),
  'a line out': (text, random) => onLines(text, (lines) => lines.splice(random.below(lines.length), 1)),
  'a line twice': (text, random) =>
    onLines(text, (lines) => {
      const at = random.below(lines.length);
      lines.splice(at, 0, lines[at] ?? '');
    }),
  'a line elsewhere': (text, random) =>
    onLines(text, (lines) => {
      lines.splice(random.below(lines.length), 0, ...lines.splice(random.below(lines.length), 1));
    }),
  'a line indented otherwise': (text, random) =>
    onLines(text, (lines) => {
      const at = random.below(lines.length);
      lines[at] = ' '.repeat(random.below(12)) + (lines[at] ?? '').trimStart();
    }),
  'text put in': (text, random) => inserted(text, random, random.pick(snippets)),
  'bytes put in': (text, random) => {
    const bytes = Buffer.from(text);
    const at = random.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), noise(random, 1 + random.below(20)), bytes.subarray(at)]);
  },
  'a part out': (text, random) => {
    const start = random.below(text.length);
    return text.slice(0, start) + text.slice(start + random.below(80));
  },
  'a part repeated': (text, random) => {
    const start = random.below(text.length);
    const part = text.slice(start, start + 1 + random.below(200));
    return inserted(text, random, part.repeat(1 + random.below(2 ** random.below(15))));
  },
  binary: (_, random) => noise(random, random.below(20_000)),
  huge: (text, random) => `${text}\n# ${'x'.repeat(random.below(6_000_000))}`,
  'many steps': (text, random) => text + '\n  - pass: 1'.repeat(random.below(20_000)),
  'nested lists': (text, random) => inserted(text, random, '['.repeat(2 ** random.below(17))),
  'nested maps': (text, random) => `${text}\ninput: ${'{a: '.repeat(2 ** random.below(15))}`,
  'nested blocks': (text, random) =>
    `${text}\ninput:\n${Array.from({ length: 1 + random.below(1_500) }, (_, depth) => `${' '.repeat(depth + 1)}a:`).join('\n')} 1`,
  'an alias bomb': (text, random) => {
    const levels = 1 + random.below(40);
    const width = 2 + random.below(12);
    const lines = Array.from({ length: levels }, (_, level) => {
      const item = level === 0 ? 'lol' : `*b${level - 1}`;
      return `  l${level}: &b${level} [${Array(width).fill(item).join(', ')}]`;
    });
    return `${text}\ninput:\n${lines.join('\n')}`;
  },
  'an alias to itself': (text) => `${text}\ninput: &loop { again: *loop }`,
  'the end of lines': (text) => text.replaceAll('\n', '\r\n'),
  'another encoding': (text) => Buffer.from(text, 'utf16le'),
  nothing: () => '',
};

function onLines(text: string, change: (lines: string[]) => void): string {
  const lines = text.split('\n');
  change(lines);
  return lines.join('\n');
}

function inserted(text: string, random: Random, part: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + part + text.slice(at);
}

function noise(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.below(256)));
}
