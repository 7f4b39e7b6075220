/** A run → Markdown, for the job summary and the pull request. */
import { formatPosition } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Run } from '../run/run.ts';
import { reasonFor, type Failure } from '../run/verdict.ts';
import { formatDuration } from './duration.ts';
import type { RunReport } from './json.ts';
import { code, codeBlock, codeInCell, folded } from './markdown.ts';
import { mermaidDiagram } from './mermaid.ts';
import { planMarkdown } from './plan.ts';
import { stateRows, type StateRow } from './table.ts';

/** What people see of a verdict. */
export interface View {
  /** One line of Markdown: the mark, what it is about, how it ended. */
  readonly title: string;
  /** The same as plain text, without what it is about. */
  readonly gist: string;
  /** Markdown, the most important first. */
  readonly blocks: readonly string[];
}

export function viewMarkdown({ title, blocks }: Pick<View, 'title' | 'blocks'>): string {
  return [`## ${title}`, ...blocks].join('\n\n');
}

export function runView({ plan, run, verdict, deployment }: RunReport): View {
  const { workflow, stage } = plan.blueprint;
  const head = verdict.passed
    ? {
        title: `✅ ${workflow} (${stage}) succeeded`,
        gist: `succeeded in ${formatDuration((run.stoppedAt ?? run.startedAt) - run.startedAt)}`,
      }
    : {
        title: `❌ ${workflow} (${stage}) ${failedAt(verdict.failure)}`,
        gist: gistOf(verdict.failure),
      };
  const blocks = [
    ...(verdict.passed ? outputBlock(run) : failureBlock(verdict.failure)),
    codeBlock(mermaidDiagram(plan.blueprint.stateMachine.definition, run), 'mermaid'),
    statesTable(stateRows(run)),
    dataBlock(run),
    planMarkdown(plan),
    urlList(deployment?.functionUrls),
  ];
  return { ...head, blocks: blocks.filter(Boolean) };
}

/** The addresses of functions, by their keys. */
export function urlList(urls: Readonly<Record<string, string>> = {}): string {
  return Object.entries(urls)
    .map(([key, url]) => `- ${code(key)}: ${url}`)
    .join('\n');
}

function gistOf(failure: Failure): string {
  const { status, path } = failure;
  return `${status}${path === undefined ? '' : ` at ${path}`}: ${reasonFor(failure)}`;
}

function failedAt({ status, path }: Failure): string {
  return path === undefined ? status : `${status} at ${code(path)}`;
}

function outputBlock({ output = null }: Run): string[] {
  return ['**Output**', codeBlock(JSON.stringify(output, null, 2))];
}

function failureBlock({ error, cause, attempts, at, source, logLines = [] }: Failure): string[] {
  const name = error === '' ? 'It failed' : `**${code(error)}**`;
  const place = at ? ` at ${code(formatPosition(at))}` : '';
  const inSource = source ? `, in ${code(formatPosition(source))}` : '';
  const tries = attempts > 1 ? ` after ${attempts} attempts` : '';
  const said = [cause.message, ...cause.trace].filter(Boolean).join('\n');
  return [
    `${name}${place}${inSource}${tries}`,
    ...(said === '' ? [] : [codeBlock(said)]),
    ...(logLines.length === 0 ? [] : ['**Log of the request**', codeBlock(logLines.join('\n'))]),
  ];
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

/** The last states, which lead to the end; and what of each text is shown, in characters. */
const mostStates = 20;
const longestData = 1_000;

function dataBlock({ states }: Run): string {
  const rows = stateRows({ states });
  const texts = states.map(({ input, output }, index) => [
    code(rows[index]?.state ?? ''),
    ...(input === undefined ? [] : ['Input', dataText(input)]),
    ...(output === undefined ? [] : ['Output', dataText(output)]),
  ]);
  const shown = texts.filter(({ length }) => length > 1).slice(-mostStates);
  return shown.length === 0 ? '' : folded('Inputs and outputs of the states', shown.flat().join('\n\n'));
}

function dataText(data: Json): string {
  return codeBlock(JSON.stringify(data, null, 2), 'json', longestData);
}
