/** A graph, with a run laid over it or without → SVG. */
import type { Run } from '../../run/run.ts';
import { sizeOf } from '../graph/caption.ts';
import type { Box, Layout } from '../graph/geometry.ts';
import type { Graph } from '../graph/graph.ts';
import { layOut } from '../graph/layout.ts';
import { pathsOf, type Path } from '../graph/paths.ts';
import { drawnLeaf, notReached, plain, standings, takenTransitions } from '../graph/standing.ts';
import { stateBox } from './box.ts';
import { html, type Markup } from './markup.ts';

/** @param links ids of the visits that the page tells of. */
export function picture(graph: Graph, run: Run, name: string, links: ReadonlySet<string>): Markup {
  const layout = layOut(graph, sizeOf);
  const leaf = drawnLeaf(run);
  const standing = standings(run, leaf);
  const drawBox = (box: Box): Markup => {
    const one = standing.get(box.state.name) ?? notReached;
    const { visit } = one;
    const isLeaf = visit !== undefined && visit === leaf;
    return stateBox(box, one, isLeaf, visit !== undefined && links.has(visit.id));
  };
  return svg(layout, name, drawBox, takenTransitions(run));
}

/** An SVG file of its own. @param style goes into it. */
export function plainPicture(graph: Graph, name: string, style: string): Markup {
  const drawBox = (box: Box): Markup => stateBox(box, plain, false, false);
  return svg(
    layOut(graph, sizeOf),
    name,
    drawBox,
    new Set(),
    html`<style>
      ${{ markup: style }}
    </style>`,
  );
}

function svg(
  layout: Layout,
  name: string,
  drawBox: (box: Box) => Markup,
  taken: ReadonlySet<string>,
  style?: Markup,
): Markup {
  const isOuter = ({ state }: Box): boolean => state.branches.length > 0;
  const [width, height] = [Math.ceil(layout.width), Math.ceil(layout.height)];
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    class="graph"
    role="group"
    aria-label="${name}"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
  >
    ${style}${layout.boxes.filter(isOuter).map(drawBox)}${pathsOf(layout, taken).map(drawn)}
    ${layout.boxes.filter((box) => !isOuter(box)).map(drawBox)}
  </svg>`;
}

function drawn({ kind, isTaken, line, head }: Path): Markup {
  const arrow = head === undefined ? undefined : html`<path class="head" d="${head}" />`;
  return html`<g class="line ${kind}${isTaken ? ' taken' : ''}"><path d="${line}" />${arrow}</g> `;
}
