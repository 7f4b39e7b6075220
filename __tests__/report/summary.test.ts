import type { RunReport } from '../../src/report/json.ts';
import { describe, expect, it } from '@jest/globals';
import { runView, viewMarkdown } from '../../src/report/summary.ts';
import type { Line } from '../run/support.ts';
import { failing, hostile, passing, reportOf } from './support.ts';

const runSummary = (report: RunReport): string => viewMarkdown(runView(report));

/** Markdown without its code, by CommonMark's rules: fenced blocks, then code spans between runs of equally many backticks. */
function withoutCode(markdown: string): string {
  const blocks = markdown.replace(/^(`{3,})\w+\n[\s\S]*?\n\1$/gm, 'BLOCK');
  return blocks.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, 'SPAN');
}

/** Cells of a row: what stands between pipes, whatever was meant to escape them. */
const cellsOf = (row: string): string[] => row.split('|').slice(1, -1);

const hundreds: Line[] = Array.from({ length: 300 }, (_, round): Line[] => [
  ['PassStateEntered', round === 0 ? 0 : 2 * round + 1, { name: `P${round}`, input: '{}' }],
  ['PassStateExited', 2 * round + 2, { name: `P${round}`, output: '1' }],
]).flat();

describe('the summary', () => {
  it('of a run that passed has output, states and changes', async () => {
    const report = await reportOf(...passing);
    const summary = runSummary({
      ...report,
      deployment: {
        ...({} as NonNullable<typeof report.deployment>),
        functionUrls: { a: 'http://127.0.0.1:1/' },
      },
    });
    expect(summary).toMatch(
      /^## ✅ w \(dev\) succeeded\n\n\*\*Output\*\*\n\n```text\n\{\n {2}"ok": true\n\}\n```\n/,
    );
    expect(summary).toContain('| <code>T</code> | Task | succeeded | 1 | 3.0 s |');
    expect(summary).toContain('- **create** function ` w-dev-a `');
    expect(summary).toContain('- ` a `: http://127.0.0.1:1/');
  });

  it('of a run that failed has the leaf, its place and its reason', async () => {
    const summary = runSummary(await reportOf(...failing('T', 'ValueError', 'no such order')));
    expect(summary).toMatch(/^## ❌ w \(dev\) FAILED at ` T `\n/);
    expect(summary).toContain('**` ValueError `** at ` workflow.yaml:3:9 ` after 2 attempts');
    expect(summary).toContain('```text\nno such order\nno such order\n```');
    expect(summary).toContain('| <code>T</code> | Task | **failed** | 2 | 5.0 s |');
  });

  it('of a run that failed without a word has no empty block', async () => {
    const summary = runSummary(
      await reportOf(['FailStateEntered', 0, { name: 'T' }], ['ExecutionFailed', 2, {}]),
    );
    expect(summary).toContain('\n\nIt failed at ` workflow.yaml:3:9 `\n\n```mermaid\n');
  });

  it('has foreign text in code alone', async () => {
    const bare = withoutCode(runSummary(await reportOf(...failing(hostile, hostile, hostile))));
    expect(bare).toMatch(
      /^## ❌ w \(dev\) FAILED at SPAN\n\n\*\*SPAN\*\* after 2 attempts\n\nBLOCK\n\nBLOCK\n\n\| state/,
    );
    const [, , row = '', ...rest] = bare.split('\n').filter((line) => line.startsWith('|'));
    expect(rest).toEqual([]);
    expect(cellsOf(row)).toHaveLength(5);
    expect(cellsOf(row)[0]).toMatch(/^ <code>([A-Za-z0-9 ]|&#\d+;)+<\/code> $/);
    // oxlint-disable-next-line no-control-regex
    expect(bare.replace(row, '')).not.toMatch(/script|bold|everyone|[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it.each(['', '`', '``', ' ` ', '```', '`a`', '\\`', 'a\n\n# b'])(
    'keeps the name %j in its heading',
    async (name) => {
      const summary = runSummary(await reportOf(...failing(name, 'E', 'no')));
      expect(withoutCode(summary)).toMatch(/^## ❌ w \(dev\) FAILED at SPAN\n\n/);
    },
  );

  it.each(['```', '````\n```', '~~~', '</code>', '```text'])(
    'keeps the message %j in its block',
    async (message) => {
      const summary = runSummary(await reportOf(...failing('T', 'E', message)));
      expect(withoutCode(summary)).toMatch(/\n\nBLOCK\n\nBLOCK\n\n\| state/);
    },
  );

  it('shows the last of very many states and a part of very long texts: GitHub drops what is over 1 MiB', async () => {
    const report = await reportOf(...hundreds, [
      'ExecutionFailed',
      601,
      { error: 'E', cause: 'x'.repeat(900_000) },
    ]);
    const summary = runSummary(report);
    expect(summary).toContain('The last 200 of 300 states:');
    expect(summary).toContain('<code>P299</code>');
    expect(summary).not.toContain('<code>P99</code>');
    expect(Buffer.byteLength(summary)).toBeLessThan(100_000);
  });
});
