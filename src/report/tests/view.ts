/** The results of tests → Markdown, for the job summary and the pull request. */
import { formatPosition } from '../../errors.ts';
import { countOf, type CaseResult } from '../../run/cases/case.ts';
import type { Tested } from '../../run/cases/perform.ts';
import { formatDuration } from '../duration.ts';
import { code, codeBlock, codeInCell } from '../markdown.ts';
import { printableLine } from '../printable.ts';
import type { View } from '../summary.ts';
import { coverageLine, mismatchText, tally } from './lines.ts';

/** @param subject the workflow and its stage. */
export function testsView(
  subject: { readonly workflow: string; readonly stage: string },
  tested: Tested,
): View {
  const { cases, coverage } = tested;
  const count = countOf(cases);
  const mark = count.failed > 0 ? '❌' : '✅';
  const gist = tally(count);
  const differences = cases.flatMap(differencesOf).join('\n');
  return {
    title: `${mark} ${code(subject.workflow)} (${subject.stage}): ${gist}`,
    gist,
    blocks: [
      ...(differences === '' ? [] : [codeBlock(differences)]),
      table(cases),
      [coverageLine('states', coverage.states), coverageLine('branches', coverage.branches)]
        .map((line) => `- ${code(line)}`)
        .join('\n'),
    ],
  };
}

function differencesOf(result: CaseResult): string[] {
  if (result.outcome !== 'failed') return [];
  return [result.spec.name, ...result.mismatches.map((mismatch) => `  ${mismatchText(mismatch)}`)];
}

function table(cases: readonly CaseResult[]): string {
  const rows = cases.map((result) => {
    const { spec, outcome, durationMs } = result;
    const why = result.outcome === 'skipped' ? `: ${codeInCell(result.reason)}` : '';
    const shown = outcome === 'failed' ? '**failed**' : `${outcome}${why}`;
    return `| ${codeInCell(printableLine(spec.name))} | ${shown} | ${formatDuration(durationMs)} | ${codeInCell(formatPosition(spec.at))} |`;
  });
  return ['| test | result | duration | where |', '|---|---|---|---|', ...rows].join('\n');
}
