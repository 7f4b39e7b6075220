/** How a run ended → lines for people: the table of states, then the output or what failed. */
import { formatPosition } from '../errors.ts';
import type { Run } from '../run/run.ts';
import { reasonFor, type Failure, type Verdict } from '../run/verdict.ts';
import { formatDuration } from './duration.ts';
import { printable, printableLine } from './printable.ts';
import { stateRows, textTable } from './table.ts';
import type { Style } from './style.ts';

export function resultLines(run: Run, verdict: Verdict, style: Style): string[] {
  return [
    '',
    ...tableLines(run, style),
    '',
    ...(verdict.passed ? passedLines(run, style) : failedLines(verdict.failure, style)),
  ];
}

function tableLines(run: Run, style: Style): string[] {
  const rows = stateRows(run).map(({ state, type, result, attempts, duration }) => [
    state,
    type,
    result,
    attempts,
    duration,
  ]);
  const [header = '', ...lines] = textTable([['STATE', 'TYPE', 'RESULT', 'ATTEMPTS', 'DURATION'], ...rows]);
  return [
    style.bold(header),
    ...lines.map((line, index) => (rows[index]?.[2] === 'failed' ? style.red(line) : line)),
  ];
}

function passedLines(run: Run, style: Style): string[] {
  const took = formatDuration((run.stoppedAt ?? run.startedAt) - run.startedAt);
  return [
    style.green(style.bold(`✓ SUCCEEDED in ${took}`)),
    `output ${printableLine(JSON.stringify(run.output ?? null))}`,
  ];
}

/** Says which state, where it stands, what happened, the function's own traceback and the lines that it logged. */
export function failedLines(failure: Failure, style: Style): string[] {
  const { status, path, cause, attempts, at, source, logLines = [] } = failure;
  const where = path === undefined ? '' : ` at ${printableLine(path)}`;
  const place = at ? `  ${formatPosition(at)}` : '';
  const tries = attempts > 1 ? ` after ${attempts} attempts` : '';
  const [reason = '', ...more] = printable(reasonFor(failure)).trim().split('\n');
  return [
    `${style.red(style.bold(`✗ ${status}${where}`))}${tries}${place}`,
    `  ${style.red(reason)}`,
    ...more.map((line) => `    ${line}`),
    ...cause.trace.map((line) => style.dim(`    ${printableLine(line)}`)),
    ...(source ? [`  in ${formatPosition(source)}`] : []),
    ...(logLines.length > 0 ? [`  ${style.bold('log of the request')}`] : []),
    ...logLines.map((line) => style.dim(`    ${printableLine(line)}`)),
  ];
}
