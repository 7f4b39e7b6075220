import { describe, expect, it } from '@jest/globals';
import { checkDocument, problemLine, problemsDocument } from '../../src/report/problems.ts';
import { checkDocumentSchema } from '../../src/report/schema/check.ts';
import { plain } from '../../src/report/style.ts';

const at = { file: 'workflow.yaml', line: 1, column: 2 };
const end = { line: 1, column: 5 };
const workflow = { name: 'orders', stage: 'dev', functions: ['charge'] };

describe('the line of a problem', () => {
  it.each([
    ['has all that compilers print', { what: 'a', hint: 'Do b', at }, 'workflow.yaml:1:2: error: a. Do b'],
    ['says that it is a warning', { what: 'a', at, severity: 'warning' }, 'workflow.yaml:1:2: warning: a'],
    ['begins with the severity without a place', { what: 'a' }, 'error: a'],
    [
      'holds no line break and no colour of others',
      { what: 'a\n\u001b[31mb', at },
      'workflow.yaml:1:2: error: a b',
    ],
  ] as const)('%s', (_, problem, line) => {
    expect(problemLine(problem, plain)).toBe(line);
  });
});

describe('the document', () => {
  it('of problems has each with its place in members of their own', () => {
    expect(problemsDocument([{ what: 'a', hint: 'b', at, end }, { what: 'c' }])).toEqual({
      error: {
        problems: [
          {
            ...{ severity: 'error', message: 'a', hint: 'b' },
            ...{ file: 'workflow.yaml', line: 1, column: 2, endLine: 1, endColumn: 5 },
          },
          { severity: 'error', message: 'c' },
        ],
      },
    });
  });

  it.each([
    ['passes with a warning', { workflow, problems: [{ what: 'a', at, severity: 'warning' }] }, true],
    [
      'fails with an error',
      {
        problems: [
          { what: 'a', at, severity: 'warning' },
          { what: 'b', at, end },
        ],
      },
      false,
    ],
  ] as const)('of a check %s, and is as its schema says', (_, checked, passed) => {
    const document = checkDocument(checked);
    expect(checkDocumentSchema.parse(document)).toEqual(document);
    expect(document).toMatchObject({ version: 1, passed });
  });
});
