/** The results of tests → one HTML page. */
import { formatPosition } from '../../errors.ts';
import type { Json } from '../../json.ts';
import { readCause } from '../../run/cause.ts';
import { countOf, type CaseResult, type Mismatch } from '../../run/cases/case.ts';
import type { Covered } from '../../run/cases/coverage.ts';
import type { Tested } from '../../run/cases/perform.ts';
import type { Run } from '../../run/run.ts';
import { reasonFor } from '../../run/verdict.ts';
import { formatDuration } from '../duration.ts';
import type { Look } from '../graph/standing.ts';
import { markOf } from '../graph/words.ts';
import { tally } from '../tests/lines.ts';
import { pageText, section } from './document.ts';
import { pageHeader } from './header.ts';
import { columns } from './columns.ts';
import { html, type Markup, type Part } from './markup.ts';
import { block, folded, shareOf } from './values.ts';

/** @param subject the workflow and its stage. */
export function testsHtmlReport(
  subject: { readonly workflow: string; readonly stage: string },
  { cases, coverage }: Tested,
): string {
  const count = countOf(cases);
  const took = formatDuration(cases.reduce((sum, { durationMs }) => sum + durationMs, 0));
  const title = tally(count);
  const heading = pageHeader({ ...subject, passed: count.failed === 0, title }, html`<span>${took}</span>`);
  const most = shareOf(cases.length);
  const { states, branches } = coverage;
  return pageText(`${title}: ${subject.workflow} (${subject.stage})`, heading, [
    section(
      'tests',
      'Tests',
      cases.map((result) => caseDetails(result, most)),
    ),
    section('coverage', 'Visited', [
      covered('States', states),
      branches.total === 0 ? undefined : covered('Branches of choices', branches),
    ]),
  ]);
}

const looks: Readonly<Record<CaseResult['outcome'], Look>> = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'stopped',
};

function caseDetails(result: CaseResult, most: number): Markup {
  const { spec, outcome, durationMs } = result;
  const look = looks[outcome];
  return html`<details class="visit ${look}" ${outcome === 'failed' ? html` open` : undefined}>
    <summary>
      <span class="mark" aria-hidden="true">${markOf(look)}</span><span class="path">${spec.name}</span
      ><span class="note">${[outcome, formatDuration(durationMs), formatPosition(spec.at)].join(' · ')}</span>
    </summary>
    <div>
      ${outcome === 'skipped' ? html`<p>${result.reason}</p>` : undefined}
      ${outcome === 'failed' ? mismatchTable(result.mismatches, most) : undefined}
      ${outcome === 'skipped' ? undefined : runFacts(result.run, most)}${folded('Input', spec.input, most)}
      ${outcome === 'skipped' ? undefined : folded('Output', result.run.output, most)}
    </div>
  </details> `;
}

function runFacts({ status, states, error, cause }: Run, most: number): Markup {
  const reason = error === undefined && cause === undefined ? '' : `: ${reasonOf(error, cause, most)}`;
  return html`<dl>
    <div>
      <dt>Ended</dt>
      <dd>${status}${reason}</dd>
    </div>
    <div>
      <dt>Path</dt>
      <dd>${states.map(({ name }) => name).join(' → ')}</dd>
    </div>
  </dl>`;
}

function reasonOf(error = '', cause: string | undefined, most: number): string {
  return reasonFor({ error, cause: readCause(cause) }).slice(0, most);
}

function mismatchTable(mismatches: readonly Mismatch[], most: number): Markup {
  const rows = mismatches.map(
    ({ what, expected, actual, at }) =>
      html`<tr>
        <th scope="row">${what}</th>
        <td>${valueOf(expected, most)}</td>
        <td>${actual === undefined ? 'nothing' : valueOf(actual, most)}</td>
        <td><code>${formatPosition(at)}</code></td>
      </tr>`,
  );
  return html`<table class="attempts">
    ${columns('What', 'Expected', 'Got', 'Where')}
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function valueOf(value: Json, most: number): Part {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return text.includes('\n') ? block('Value', text, most) : html`<code>${text.slice(0, most)}</code>`;
}

function covered(what: string, { total, missing }: Covered): Markup {
  const note = missing.length === 0 ? undefined : html`<span class="size">not: ${missing.join(', ')}</span>`;
  return html`<p>${what}: ${total - missing.length} of ${total} ${note}</p>`;
}
