/** One state of the graph as SVG: a link to what the page tells of it, when it was visited. */
import { formatDuration } from '../duration.ts';
import { omission } from '../graph/cut.ts';
import type { Box, Size } from '../graph/geometry.ts';
import type { GraphState } from '../graph/graph.ts';
import type { Standing } from '../graph/standing.ts';
import { printableLine } from '../printable.ts';
import { anchorOf, markOf, wordOf } from './looks.ts';
import { html, type Markup } from './markup.ts';

const letterWidth = 7.6;
const longestName = 34;

export function sizeOf({ type, name }: GraphState): Size {
  if (type === omission) return { width: 96, height: 24 };
  const letters = Math.min(printableLine(name).length, longestName);
  return { width: Math.max(176, Math.ceil(letters * letterWidth) + 58), height: 52 };
}

/** @param isLinked whether the page tells of its visit. */
export function stateBox(box: Box, standing: Standing, isLeaf: boolean, isLinked: boolean): Markup {
  const { state, x, y } = box;
  const place = `translate(${Math.round(x)} ${Math.round(y)})`;
  if (state.type === omission) {
    return html`<text class="omission" transform="${place}" x="${box.width / 2}" y="16">more states</text>`;
  }
  const { look, visit } = standing;
  const classes = [
    'state',
    look,
    ...(state.branches.length > 0 ? ['container'] : []),
    ...(isLeaf ? ['leaf'] : []),
  ];
  const content = html`<title>${titleOf(state, standing)}</title>${shape(box, isLeaf)}
    <text class="mark" x="24" y="31">${markOf(look)}</text>
    <text class="name" x="40" y="23">${shortened(state.name)}</text>
    <text class="note" x="40" y="39">${noteOf(state, standing)}</text>`;
  return visit && isLinked
    ? html`<a class="${classes.join(' ')}" href="#${anchorOf(visit)}" transform="${place}">${content}</a> `
    : html`<g class="${classes.join(' ')}" transform="${place}">${content}</g> `;
}

/** The frame of the one that failed is where others have their border. */
function shape({ state, width, height }: Box, isLeaf: boolean): Markup {
  const radius = state.type === 'Choice' ? 22 : 10;
  if (!isLeaf) return html`<rect class="box" width="${width}" height="${height}" rx="${radius}" />`;
  const inset = 5;
  return html`<rect class="frame" width="${width}" height="${height}" rx="${radius}" />
    <rect
      class="box"
      x="${inset}"
      y="${inset}"
      width="${width - 2 * inset}"
      height="${height - 2 * inset}"
      rx="${radius - inset + 1}"
    />`;
}

function shortened(name: string): string {
  const line = printableLine(name);
  return line.length > longestName ? `${line.slice(0, longestName - 1)}…` : line;
}

function titleOf({ name }: GraphState, standing: Standing): string {
  const word = wordOf(standing.look);
  return word === '' ? name : `${name}: ${word}${retriesOf(standing)}`;
}

function retriesOf({ retries }: Standing): string {
  if (retries === 0) return '';
  return retries === 1 ? ' after 1 retry' : ` after ${retries} retries`;
}

function noteOf({ type }: GraphState, { visits, retries, visit }: Standing): string {
  const took = visit?.exitedAt === undefined ? [] : [formatDuration(visit.exitedAt - visit.enteredAt)];
  return [type, ...(visits > 1 ? [`${visits} times`] : took), ...(retries > 0 ? [`↻ ${retries}`] : [])].join(
    ' · ',
  );
}
