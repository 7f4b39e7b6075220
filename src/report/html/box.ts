/** One state of the graph as SVG: a link to what the page tells of it, when it was visited. */
import { noteOf, radiusOf, shortened, titleOf } from '../graph/caption.ts';
import { omission } from '../graph/cut.ts';
import type { Box } from '../graph/geometry.ts';
import type { Standing } from '../graph/standing.ts';
import { markOf } from '../graph/words.ts';
import { anchorOf } from './looks.ts';
import { html, type Markup } from './markup.ts';

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
  const radius = radiusOf(state);
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
