/** Where a character of a text stands, however YAML writes the text. */
import { describe, expect, it } from '@jest/globals';
import { parseDocument } from '../../src/workflow/yaml/document.ts';

type Row = readonly [form: string, why: string, yaml: string, line: number, column: number];

/** Each has the text "one ! two" somewhere; the place is that of the exclamation mark. */
const rows: readonly Row[] = [
  ['plain', 'as it stands', 'x: one ! two', 1, 8],
  ['plain, folded', 'a line ends where a blank is', 'x: one\n  ! two', 2, 3],
  ['in single quotes', 'behind the quote', "x: 'one ! two'", 1, 9],
  ['in single quotes, doubled', 'two characters stand for one', "x: 'it''s one ! two'", 1, 15],
  ['in double quotes', 'behind the quote', 'x: "one ! two"', 1, 9],
  ['in double quotes, escaped', 'a backslash and what follows is one', 'x: "\\"\\u0041 one ! two"', 1, 18],
  ['as JSON', 'a file of ASL is YAML too', '{ "x": "one ! two" }', 1, 13],
  ['a literal block', 'lines keep their ends, not their indentation', 'x: |-\n  zero\n    one ! two\n', 3, 9],
  ['a folded block', 'lines become one', 'x: >-\n  zero\n  one\n  ! two\n', 4, 3],
  ['with more around it', 'braces, blanks', "x: '{%  one ! two %}'", 1, 13],
];

describe('a character of a text', () => {
  it.each(rows)('%s: %s', (_form, _why, yaml, line, column) => {
    const { document } = parseDocument(yaml, 'f.yaml');
    const text = yaml.includes('one\n')
      ? (JSON.parse(JSON.stringify(document?.value)) as { x: string }).x
      : 'one ! two';
    const at = document?.locate(['x'], { text, offset: text.indexOf('!') });
    expect(at).toEqual({ file: 'f.yaml', line, column });
  });

  it('of a text that a substitution has changed since stands where the text begins', () => {
    const { document } = parseDocument("x: '${stage} one'", 'f.yaml');
    expect(document?.locate(['x'], { text: 'dev one', offset: 4 })).toMatchObject({ line: 1, column: 4 });
  });
});
