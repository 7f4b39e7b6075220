/** A run → one HTML page. */
import type { Run, StateVisit } from '../../run/run.ts';
import { cutAround } from '../graph/cut.ts';
import { readGraph } from '../graph/graph.ts';
import { failedLeaf } from '../graph/standing.ts';
import type { RunReport } from '../json.ts';
import { changes } from './changes.ts';
import { details } from './details.ts';
import { pageText, section } from './document.ts';
import { events } from './events.ts';
import { html, type Markup } from './markup.ts';
import { picture } from './picture.ts';
import { timeline } from './timeline.ts';
import { folded } from './values.ts';
import { headOf, reasonCard } from './verdict.ts';

/** So many states are seen at once, without scrolling. */
const mostAtOnce = 5;
/** Beyond these a page is heavy and nobody's eyes can follow. */
const mostDrawn = 200;
const mostVisits = 1_000;
const longestInput = 20_000;

export function htmlReport(report: RunReport): string {
  const { plan, run } = report;
  const { workflow, stage } = plan.blueprint;
  const visits = shownVisits(run);
  return pageText(`${run.status}: ${workflow} (${stage})`, headOf(report), [
    graphs(report, visits),
    section('timeline', 'Timeline', [shownNote(run, visits), timeline(run, visits)]),
    section('states', 'States', [
      folded('Input of the execution', run.input, longestInput),
      details(run, visits),
    ]),
    section('events', 'Events', events(run)),
    section('changes', 'Changes', changes(report)),
  ]);
}

/** Beside the verdict what is around the failed state; the whole below, when that is more. */
function graphs(report: RunReport, visits: readonly StateVisit[]): Markup {
  const { plan, run } = report;
  const graph = readGraph(plan.blueprint.stateMachine.definition);
  const links = new Set(visits.map(({ id }) => id));
  const near = cutAround(graph, run, mostAtOnce);
  const whole = cutAround(graph, run, mostDrawn);
  const title = failedLeaf(run) ? 'Where' : 'Workflow';
  const note =
    whole.drawn < whole.total
      ? html`<p class="cut">${whole.drawn} of ${whole.total} states: those nearest to where it ended.</p>`
      : undefined;
  return html`<div class="first">
      ${reasonCard(report)}
      <section class="card where" aria-labelledby="where">
        <h2 id="where">${title}</h2>
        ${picture(near.graph, run, title, links)}
      </section>
    </div>
    ${
      near.drawn < near.total
        ? section('workflow', 'Whole workflow', [
            note,
            html`<div class="wide tall" tabindex="0" role="region" aria-label="Graph">
              ${picture(whole.graph, run, 'Whole workflow', links)}
            </div>`,
          ])
        : undefined
    }`;
}

/** The last ones lead to the end; the one that failed is always among them. */
function shownVisits(run: Run): readonly StateVisit[] {
  const last = run.states.slice(-mostVisits);
  const leaf = failedLeaf(run);
  return leaf && !last.includes(leaf) ? [leaf, ...last] : last;
}

function shownNote({ states }: Run, { length }: readonly StateVisit[]): Markup | undefined {
  return length < states.length
    ? html`<p class="cut">${length} of ${states.length} visits: the last ones.</p>`
    : undefined;
}
