/** The lines of a layout as paths of SVG. */
import type { Layout, Line as Laid, Point } from './geometry.ts';
import { transitionKey } from './standing.ts';

/** One that joins another ends there, without an arrow. */
interface Line extends Laid {
  readonly isJoining?: boolean;
}

export interface Path {
  readonly kind: Laid['transition']['kind'];
  /** The run went this way. */
  readonly isTaken: boolean;
  /** Data of the line's path. */
  readonly line: string;
  /** Data of its arrow's; undefined where it has none. */
  readonly head?: string;
}

/**
 * In the order in which to draw them: what was taken lies on top, and is drawn whole.
 *
 * @param taken keys of the transitions that the run took.
 */
export function pathsOf(layout: Layout, taken: ReadonlySet<string>): Path[] {
  const names = new Map(layout.boxes.map(({ state: { id, name } }) => [id, name]));
  const isTaken = ({ transition: { from, to } }: Line): boolean =>
    taken.has(transitionKey(names.get(from) ?? '', names.get(to) ?? ''));
  const others = layout.lines.filter((line) => !isTaken(line));
  return [
    ...joined(others).map((line) => pathOf(line, false)),
    ...layout.lines.filter(isTaken).map((line) => pathOf(line, true)),
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

function pathOf({ transition: { kind }, points, isJoining }: Line, isTaken: boolean): Path {
  return { kind, isTaken, line: curve(points), ...(!isJoining && { head: head(points) }) };
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
