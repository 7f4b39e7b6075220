/** A run → the Markdown of the job summary. */
import { formatPosition } from '../errors.ts';
import type { Failure } from '../run/verdict.ts';
import type { RunReport } from './json.ts';
import { code, codeBlock, codeInCell } from './markdown.ts';
import { planMarkdown } from './plan.ts';
import { stateRows, type StateRow } from './table.ts';

export function runSummary({ plan, run, verdict, deployment }: RunReport): string {
  const { workflow, stage } = plan.blueprint;
  const head = verdict.passed
    ? `✅ ${workflow} (${stage}) succeeded`
    : `❌ ${workflow} (${stage}) ${failedAt(verdict.failure)}`;
  const result = verdict.passed
    ? ['**Output**', codeBlock(JSON.stringify(run.output ?? null, null, 2))]
    : failureBlock(verdict.failure);
  const urls = Object.entries(deployment?.functionUrls ?? {}).map(([key, url]) => `- ${code(key)}: ${url}`);
  return [`## ${head}`, ...result, statesTable(stateRows(run)), planMarkdown(plan), urls.join('\n')]
    .filter(Boolean)
    .join('\n\n');
}

function failedAt({ status, path }: Failure): string {
  return path === undefined ? status : `${status} at ${code(path)}`;
}

function failureBlock({ error, cause, attempts, at }: Failure): string[] {
  const name = error === '' ? 'It failed' : `**${code(error)}**`;
  const place = at ? ` at ${code(formatPosition(at))}` : '';
  const tries = attempts > 1 ? ` after ${attempts} attempts` : '';
  const said = [cause.message, ...cause.trace].filter(Boolean).join('\n');
  return [`${name}${place}${tries}`, ...(said === '' ? [] : [codeBlock(said)])];
}

/** The most rows that one table shows: the last ones, which lead to the end. */
const mostRows = 200;

function statesTable(rows: readonly StateRow[]): string {
  const lines = rows
    .slice(-mostRows)
    .map(
      ({ state, type, result, attempts, duration }) =>
        `| ${codeInCell(state)} | ${type} | ${result === 'failed' ? '**failed**' : result} | ${attempts} | ${duration} |`,
    );
  const table = ['| state | type | result | attempts | duration |', '|---|---|---|---|---|', ...lines].join(
    '\n',
  );
  const left = rows.length - lines.length;
  return left > 0 ? `The last ${lines.length} of ${rows.length} states:\n\n${table}` : table;
}
