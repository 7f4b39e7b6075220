/** A run → one HTML page that needs nothing but itself: no script, no network, all of its style inside. */
import { createHash } from 'node:crypto';
import type { Run, StateVisit } from '../../run/run.ts';
import { cutAround } from '../graph/cut.ts';
import { readGraph } from '../graph/graph.ts';
import { failedLeaf } from '../graph/standing.ts';
import type { RunReport } from '../json.ts';
import { changes } from './changes.ts';
import { details } from './details.ts';
import { events } from './events.ts';
import { html, type Markup, type Part } from './markup.ts';
import { picture } from './picture.ts';
import { styleSheet } from './style.ts';
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
  const hash = createHash('sha256').update(styleSheet).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  // As it is: white space would be another hash.
  const style = { markup: `<style>${styleSheet}</style>` };
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${policy}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="no-referrer" />
      <meta name="generator" content="Stepline" />
      <title>${run.status}: ${workflow} (${stage})</title>
      ${style}
    </head>
    <body>
      ${headOf(report)}
      <main>
        ${graphs(report, visits)}
        ${section('timeline', 'Timeline', [shownNote(run, visits), timeline(run, visits)])}
        ${section('states', 'States', [folded('Input of the execution', run.input, longestInput), details(run, visits)])}
        ${section('events', 'Events', [events(run)])} ${section('changes', 'Changes', [changes(report)])}
      </main>
      <footer>Written by Stepline</footer>
    </body>
  </html>`;
  return `<!doctype html>\n${page.markup}\n`;
}

function section(id: string, title: string, content: Part): Markup {
  return html`<section class="card" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content}
  </section>`;
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
