/** The head of the page: how the run ended, and why. */
import { formatPosition } from '../../errors.ts';
import { reasonFor, type Failure } from '../../run/verdict.ts';
import { formatDuration } from '../duration.ts';
import { failedLeaf } from '../graph/standing.ts';
import type { RunReport } from '../json.ts';
import { pageHeader } from './header.ts';
import { html, type Markup } from './markup.ts';
import { block, folded } from './values.ts';

/** The page begins with it, so it stays short. */
const longestReason = 1_500;
const longestInput = 5_000;
const longestTrace = 20_000;

export function headOf({ plan, run, verdict }: RunReport): Markup {
  const { workflow, stage } = plan.blueprint;
  const where =
    verdict.passed || verdict.failure.path === undefined
      ? undefined
      : html` at <em>${verdict.failure.path}</em>`;
  const took = formatDuration((run.stoppedAt ?? run.startedAt) - run.startedAt);
  const states = `${run.states.length} ${run.states.length === 1 ? 'state' : 'states'} visited`;
  return pageHeader(
    { workflow, stage, passed: verdict.passed, title: html`${run.status}${where}` },
    html`<span>${took}</span><span>${states}</span><span>${timeOf(run.startedAt)}</span
      ><code>${run.executionArn}</code>`,
  );
}

export function reasonCard({ run, verdict }: RunReport): Markup {
  if (verdict.passed) {
    return html`<section class="card" aria-labelledby="output">
      <h2 id="output">Output</h2>
      ${block('Output', JSON.stringify(run.output ?? null, null, 2), longestReason)}
    </section>`;
  }
  const { failure } = verdict;
  const said = [...failure.cause.trace, ...(failure.logLines ?? [])];
  return html`<section class="card failed" aria-labelledby="why">
    <h2 id="why">Why</h2>
    <p class="error">${failure.error || 'It failed without a name'}</p>
    <p class="reason">${(failure.cause.message || reasonFor(failure)).slice(0, longestReason)}</p>
    ${factsOf(failure)}
    ${folded('Input of the state', failedLeaf(run)?.input, longestInput, said.length === 0)}
    ${folded('Traceback', lines(failure.cause.trace), longestTrace, true)}
    ${folded('Log of the request', lines(failure.logLines ?? []), longestTrace, true)}
  </section>`;
}

function factsOf({ at, source, attempts, cause: { requestId } }: Failure): Markup {
  const facts: [string, string | undefined][] = [
    ['Workflow', at && formatPosition(at)],
    ['Source', source && formatPosition(source)],
    ['Attempts', attempts > 1 ? String(attempts) : undefined],
    ['Request', requestId],
  ];
  const rows = facts.filter(([, value]) => value !== undefined);
  if (rows.length === 0) return html``;
  return html`<dl>
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd><code>${value}</code></dd>
        </div>`,
    )}
  </dl>`;
}

function lines(all: readonly string[]): string | undefined {
  return all.length === 0 ? undefined : all.join('\n');
}

function timeOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
