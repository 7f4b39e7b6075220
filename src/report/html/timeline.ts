/** The visits of a run as a table in which each has its bar: when it began, its attempts, how long it took. */
import { pathOf, type Run, type StateVisit } from '../../run/run.ts';
import { formatDuration } from '../duration.ts';
import { failedLeaf, lookOf, type Look } from '../graph/standing.ts';
import { anchorOf, badge } from './looks.ts';
import { html, type Markup } from './markup.ts';

export function timeline(run: Run, visits: readonly StateVisit[]): Markup {
  const end = Math.max(run.stoppedAt ?? 0, ...visits.map(({ enteredAt, exitedAt = enteredAt }) => exitedAt));
  const scale: Scale = { start: run.startedAt, length: Math.max(1, end - run.startedAt) };
  const leaf = failedLeaf(run);
  return html`<div class="wide" tabindex="0" role="region" aria-label="Timeline">
    <table class="timeline">
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Result</th>
          <th scope="col" class="number">Attempts</th>
          <th scope="col" class="number">Start</th>
          <th scope="col" class="number">Duration</th>
          <th scope="col" class="axis"><span>0</span><span>${formatDuration(scale.length)}</span></th>
        </tr>
      </thead>
      <tbody>
        ${visits.map((visit) => row(visit, scale, leaf))}
      </tbody>
    </table>
  </div>`;
}

interface Scale {
  readonly start: number;
  readonly length: number;
}

function row(visit: StateVisit, scale: Scale, leaf: StateVisit | undefined): Markup {
  const { enteredAt, exitedAt, attempts } = visit;
  const look = lookOf(visit, leaf);
  const duration = exitedAt === undefined ? '' : formatDuration(exitedAt - enteredAt);
  return html`<tr class="${look}">
    <th scope="row"><a href="#${anchorOf(visit)}">${pathOf(visit)}</a></th>
    <td>${badge(look)}</td>
    <td class="number">${attempts.length || ''}</td>
    <td class="number">${formatDuration(enteredAt - scale.start)}</td>
    <td class="number">${duration}</td>
    <td class="bars">${bars(visit, look, scale)}</td>
  </tr> `;
}

/** Places on the axis, in thousandths of its length. */
const axis = 1_000;

/** The time between attempts, in which it waits to try again, stays light. */
function bars({ enteredAt, exitedAt, attempts }: StateVisit, look: Look, scale: Scale): Markup {
  const whole = bar(`visit ${look}`, enteredAt, exitedAt, scale);
  const tries = attempts.map(({ outcome, startedAt, endedAt }) => bar(outcome, startedAt, endedAt, scale));
  return html`<svg viewBox="0 0 ${axis} 12" preserveAspectRatio="none" aria-hidden="true">
    ${whole}${tries}
  </svg>`;
}

function bar(name: string, from: number, to: number | undefined, { start, length }: Scale): Markup {
  const x = Math.round(((from - start) / length) * axis);
  const width = Math.round((((to ?? start + length) - from) / length) * axis);
  // Also what took no time is seen.
  return html`<rect
    class="${name}"
    x="${Math.min(x, axis - 4)}"
    width="${Math.max(4, width)}"
    height="12"
  />`;
}
