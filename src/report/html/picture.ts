/** A graph, with a run laid over it or without → SVG. */
import type { Run } from '../../run/run.ts';
import type { Box, Line as Laid, Layout, Point } from '../graph/geometry.ts';
import type { Graph } from '../graph/graph.ts';
import { layOut } from '../graph/layout.ts';
import {
  drawnLeaf,
  notReached,
  plain,
  standings,
  takenTransitions,
  transitionKey,
} from '../graph/standing.ts';
import { sizeOf, stateBox } from './box.ts';
import { html, type Markup } from './markup.ts';

/** One that joins another ends there, without an arrow. */
interface Line extends Laid {
  readonly isJoining?: boolean;
}

/** @param links ids of the visits that the page tells of. */
export function picture(graph: Graph, run: Run, name: string, links: ReadonlySet<string>): Markup {
  const layout = layOut(graph, sizeOf);
  const standing = standings(run);
  const leaf = drawnLeaf(run);
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
    ${style}${layout.boxes.filter(isOuter).map(drawBox)}${lines(layout, taken)}
    ${layout.boxes.filter((box) => !isOuter(box)).map(drawBox)}
  </svg>`;
}

function lines(layout: Layout, taken: ReadonlySet<string>): Markup[] {
  const names = new Map(layout.boxes.map(({ state: { id, name } }) => [id, name]));
  const isTaken = ({ transition: { from, to } }: Line): boolean =>
    taken.has(transitionKey(names.get(from) ?? '', names.get(to) ?? ''));
  const others = layout.lines.filter((line) => !isTaken(line));
  // What was taken lies on top, and is drawn whole.
  return [
    ...joined(others).map((line) => drawn(line, '')),
    ...layout.lines.filter(isTaken).map((line) => drawn(line, ' taken')),
  ];
}

/** Lines to one state share their bends: each is drawn up to where it meets one that is drawn already. */
function joined(all: readonly Line[]): Line[] {
  const known = new Set<string>();
  const longestFirst = [...all].sort((one, other) => other.points.length - one.points.length);
  return longestFirst.map(({ transition, points }) => {
    const keys = points.map((point) => `${transition.to} ${at(point)}`);
    const meeting = keys.findIndex((key, index) => index > 0 && index < keys.length - 1 && known.has(key));
    for (const key of keys) known.add(key);
    return meeting < 0
      ? { transition, points }
      : { transition, points: points.slice(0, meeting + 1), isJoining: true };
  });
}

function drawn({ transition: { kind }, points, isJoining }: Line, more: string): Markup {
  const arrow = isJoining ? undefined : html`<path class="head" d="${head(points)}" />`;
  return html`<g class="line ${kind}${more}"><path d="${curve(points)}" />${arrow}</g> `;
}

/** It leaves and enters everything upright. */
function curve([first, ...rest]: readonly Point[]): string {
  if (!first) return '';
  let before = first;
  const parts = rest.map((point) => {
    const half = (before.y + point.y) / 2;
    const part =
      before.x === point.x
        ? `L${at(point)}`
        : `C${at({ x: before.x, y: half })} ${at({ x: point.x, y: half })} ${at(point)}`;
    before = point;
    return part;
  });
  return `M${at(first)}${parts.join('')}`;
}

function head(points: readonly Point[]): string {
  const [before, end] = [points.at(-2), points.at(-1)];
  if (!before || !end) return '';
  const y = end.y - Math.sign(end.y - before.y) * 8;
  return `M${at(end)}L${at({ x: end.x - 4, y })}L${at({ x: end.x + 4, y })}Z`;
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
