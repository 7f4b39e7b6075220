/** The results of tests → lines for people. */
import { formatPosition } from '../../errors.ts';
import type { Json } from '../../json.ts';
import { countOf, type CaseResult, type Count, type Mismatch } from '../../run/cases/case.ts';
import type { Covered } from '../../run/cases/coverage.ts';
import type { Tested } from '../../run/cases/perform.ts';
import { formatDuration } from '../duration.ts';
import { printableLine } from '../printable.ts';
import type { Style } from '../style.ts';

/** One line for the case; below it what was not as expected, or why it was skipped. */
export function caseLines(result: CaseResult, style: Style): string[] {
  const name = printableLine(result.spec.name);
  const time = style.dim(formatDuration(result.durationMs));
  if (result.outcome === 'passed') return [`${style.green('✓')} ${name}  ${time}`];
  if (result.outcome === 'skipped') {
    return [
      `${style.yellow('◌')} ${name}  ${style.yellow('skipped')}`,
      `    ${formatPosition(result.spec.at)}: ${printableLine(result.reason)}`,
    ];
  }
  return [
    `${style.red('✗')} ${name}  ${time}`,
    ...result.mismatches.map((mismatch) => `    ${mismatchText(mismatch)}`),
  ];
}

/** `workflow.yaml:30:15: output.total: expected 5, got 6` */
export function mismatchText(mismatch: Mismatch): string {
  return `${formatPosition(mismatch.at)}: ${differenceText(mismatch)}`;
}

export function differenceText({ what, expected, actual }: Mismatch): string {
  const got = actual === undefined ? 'nothing' : valueText(actual);
  return `${printableLine(what)}: expected ${valueText(expected)}, got ${got}`;
}

/** Characters of a value that are shown. */
const longestValue = 300;

function valueText(value: Json): string {
  const text = printableLine(typeof value === 'string' ? value : JSON.stringify(value));
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

/** How many passed, and what none of them has visited. */
export function testedLines({ cases, coverage }: Tested, style: Style): string[] {
  const count = countOf(cases);
  const head = count.failed > 0 ? style.red(`✗ ${tally(count)}`) : style.green(`✓ ${tally(count)}`);
  return [
    '',
    style.bold(head),
    coverageLine('states', coverage.states),
    ...(coverage.branches.total === 0 ? [] : [coverageLine('branches', coverage.branches)]),
  ];
}

/** `2 tests passed, 1 failed, 1 skipped` */
export function tally({ passed, failed, skipped }: Count): string {
  const head = `${passed} ${passed === 1 ? 'test' : 'tests'} passed`;
  return [
    head,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ].join(', ');
}

/** `states visited: 4 of 5, not: Reject` */
export function coverageLine(what: string, { total, missing }: Covered): string {
  const line = `${what} visited: ${total - missing.length} of ${total}`;
  return missing.length === 0 ? line : `${line}, not: ${missing.map(printableLine).join(', ')}`;
}
