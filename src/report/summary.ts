/** A run → the Markdown of the job summary. Foreign text stands in code, where it can be neither Markdown nor HTML. */
import type { Change } from '../deploy/change.ts';
import { writesOf } from '../deploy/plan.ts';
import { formatPosition } from '../errors.ts';
import type { Failure } from '../run/verdict.ts';
import type { RunReport } from './json.ts';
import { printable, printableLine } from './printable.ts';
import { stateRows } from './table.ts';

export function runSummary({ plan, run, verdict, deployment }: RunReport): string {
  const { workflow, stage } = plan.blueprint;
  const head = verdict.passed
    ? `✅ ${workflow} (${stage}) succeeded`
    : `❌ ${workflow} (${stage}) ${failedAt(verdict.failure)}`;
  const output = verdict.passed
    ? ['**Output**', fence(JSON.stringify(run.output, null, 2))]
    : failureBlock(verdict.failure);
  const urls = Object.entries(deployment?.functionUrls ?? {}).map(([key, url]) => `- ${code(key)}: ${url}`);
  return [
    `## ${head}`,
    ...output,
    statesTable(stateRows(run)),
    ...changesBlock(writesOf(plan)),
    urls.join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function failedAt({ status, path }: Failure): string {
  return path === undefined ? status : `${status} at ${code(path)}`;
}

function failureBlock({ error, cause, attempts, at }: Failure): string[] {
  const place = at ? ` at ${code(formatPosition(at))}` : '';
  const tries = attempts > 1 ? ` after ${attempts} attempts` : '';
  return [`**${code(error)}**${place}${tries}`, fence([cause.message, ...cause.trace].join('\n'))];
}

function statesTable(rows: ReturnType<typeof stateRows>): string {
  const lines = rows.map(
    ({ state, type, result, attempts, duration }) =>
      `| ${code(state).replaceAll('|', '\\|')} | ${type} | ${result === 'failed' ? '**failed**' : result} | ${attempts} | ${duration} |`,
  );
  return ['| state | type | result | attempts | duration |', '|---|---|---|---|---|', ...lines].join('\n');
}

function changesBlock(changes: readonly Change[]): string[] {
  if (changes.length === 0) return ['No changes: everything stood as wanted.'];
  const lines = changes.map(
    ({ action, resource, name, reasons }) =>
      `- ${action} ${resource} ${code(name)}${reasons.length > 0 ? `: ${reasons.map(code).join(', ')}` : ''}`,
  );
  return [`**Changes**`, lines.join('\n')];
}

/** Inline code that nothing in the text can end: its fence is longer than any run of backticks inside. */
function code(text: string): string {
  const line = printableLine(text);
  const ticks = '`'.repeat(longestRun(line) + 1);
  return `${ticks} ${line} ${ticks}`;
}

function fence(text: string): string {
  const body = printable(text);
  const ticks = '`'.repeat(Math.max(3, longestRun(body) + 1));
  return `${ticks}text\n${body}\n${ticks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
