/** Everything that is known of each visit, folded. */
import { readCause } from '../../run/cause.ts';
import { pathOf, type Attempt, type Run, type StateVisit } from '../../run/run.ts';
import { reasonFor } from '../../run/verdict.ts';
import { formatDuration } from '../duration.ts';
import { failedLeaf, lookOf } from '../graph/standing.ts';
import { markOf, wordOf } from '../graph/words.ts';
import { anchorOf } from './looks.ts';
import { html, type Markup } from './markup.ts';
import { folded, shareOf } from './values.ts';

export function details(run: Run, visits: readonly StateVisit[]): Markup {
  const leaf = failedLeaf(run);
  const most = shareOf(visits.length);
  return html`${visits.map((visit) => visitDetails(visit, leaf, most))}`;
}

function visitDetails(visit: StateVisit, leaf: StateVisit | undefined, most: number): Markup {
  const { type, enteredAt, exitedAt, input, output, attempts } = visit;
  const look = lookOf(visit, leaf);
  const took = exitedAt === undefined ? '' : formatDuration(exitedAt - enteredAt);
  const isLeaf = visit === leaf;
  // The anchor is inside: a browser that is sent there unfolds what is around it.
  return html`<details class="visit ${look}" ${isLeaf ? html` open` : undefined}>
    <summary>
      <span class="mark" aria-hidden="true">${markOf(look)}</span><span class="path">${pathOf(visit)}</span
      ><span class="note">${[type, wordOf(look), took].filter(Boolean).join(' · ')}</span>
    </summary>
    <div id="${anchorOf(visit)}">
      ${reasonLine(visit, most)}${attemptTable(attempts, enteredAt, most)}${folded('Input', input, most, isLeaf)}${folded('Output', output, most, isLeaf)}
    </div>
  </details> `;
}

function reasonLine({ error, cause }: StateVisit, most: number): Markup | undefined {
  if (error === undefined && cause === undefined) return undefined;
  return html`<p class="reason">${reasonOf({ error, cause }, most)}</p>`;
}

function reasonOf(
  { error = '', cause }: { error: string | undefined; cause: string | undefined },
  most: number,
): string {
  return reasonFor({ error, cause: readCause(cause) }).slice(0, most);
}

function attemptTable(attempts: readonly Attempt[], enteredAt: number, most: number): Markup | undefined {
  if (attempts.length < 2) return undefined;
  const rows = attempts.map(
    ({ outcome, startedAt, endedAt, error, cause }, index) =>
      html`<tr class="${outcome}">
        <th scope="row">${index + 1}</th>
        <td>${outcome}</td>
        <td class="number">${formatDuration(startedAt - enteredAt)}</td>
        <td class="number">${endedAt === undefined ? '' : formatDuration(endedAt - startedAt)}</td>
        <td>${error === undefined && cause === undefined ? '' : reasonOf({ error, cause }, most)}</td>
      </tr>`,
  );
  return html`<table class="attempts">
    <thead>
      <tr>
        <th scope="col">Attempt</th>
        <th scope="col">Result</th>
        <th scope="col" class="number">After</th>
        <th scope="col" class="number">Duration</th>
        <th scope="col">Reason</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}
