/** Boxes and lines in the plane, moved and put together. */
import type { GraphState, Transition } from './graph.ts';

/** In pixels, as all here. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Its point is its upper left corner. */
export interface Box extends Point, Size {
  readonly state: GraphState;
}

export interface Line {
  readonly transition: Transition;
  /** From border to border: it bends between the layers and goes upright through them. */
  readonly points: readonly Point[];
}

export interface Layout extends Size {
  /** Outer before inner, so that inner ones are drawn over them. */
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

export const nothing: Layout = { width: 0, height: 0, boxes: [], lines: [] };

const margin = 10;

export function sideBySide(layouts: readonly Layout[]): Layout {
  return layouts.reduce((left, right) => {
    const beside = moved(right, left.width, 0);
    return {
      width: left.width + right.width,
      height: Math.max(left.height, right.height),
      boxes: [...left.boxes, ...beside.boxes],
      lines: [...left.lines, ...beside.lines],
    };
  }, nothing);
}

/** Moved so that all is right of and below the origin, with a margin around. */
export function framed(layout: Layout): Layout {
  const corners = layout.boxes.flatMap(({ x, y, width, height }) => [
    { x, y },
    { x: x + width, y: y + height },
  ]);
  const [first, ...points] = [...corners, ...layout.lines.flatMap((line) => line.points)];
  if (!first) return layout;
  const [start, end] = [{ ...first }, { ...first }];
  for (const { x, y } of points) {
    Object.assign(start, { x: Math.min(start.x, x), y: Math.min(start.y, y) });
    Object.assign(end, { x: Math.max(end.x, x), y: Math.max(end.y, y) });
  }
  return {
    ...moved(layout, margin - start.x, margin - start.y),
    width: end.x - start.x + 2 * margin,
    height: end.y - start.y + 2 * margin,
  };
}

export function moved(layout: Layout, dx: number, dy: number): Layout {
  const shift = ({ x, y }: Point): Point => ({ x: x + dx, y: y + dy });
  return {
    ...layout,
    boxes: layout.boxes.map((box) => ({ ...box, ...shift(box) })),
    lines: layout.lines.map(({ transition, points }) => ({ transition, points: points.map(shift) })),
  };
}
