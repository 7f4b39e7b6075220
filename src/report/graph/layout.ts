/** A graph → places for its states and transitions, layer below layer; inner scopes inside of their state. */
import { centres, neighboursOf, ordered } from './arrange.ts';
import {
  framed,
  moved,
  nothing,
  sideBySide,
  type Box,
  type Layout,
  type Line,
  type Point,
  type Size,
} from './geometry.ts';
import type { Graph, GraphState } from './graph.ts';
import { layer, type Route, type Slot } from './layers.ts';

const columnGap = 28;
const layerGap = 36;
const bendWidth = 10;
const padding = 14;
/** Room for the name of a state that has others inside. */
const title = 46;

/** @param sizeOf the size of a state with nothing inside, and the least of one that has. */
export function layOut(graph: Graph, sizeOf: (state: GraphState) => Size): Layout {
  const inner = new Map(
    graph.states.map(({ id, branches }) => [id, sideBySide(branches.map((one) => layOut(one, sizeOf)))]),
  );
  const sizes = new Map(
    graph.states.map((state) => [state.id, outerSize(sizeOf(state), inner.get(state.id))]),
  );
  const { boxes, routes, bands } = placed(graph, sizes);
  const lines = routes.map((route) => lineOf(route, boxes, bands));
  const insides = [...boxes.values()].map((box) => {
    const content = inner.get(box.state.id) ?? nothing;
    return moved(content, box.x + (box.width - content.width) / 2, box.y + title);
  });
  return framed({
    ...nothing,
    boxes: [...boxes.values(), ...insides.flatMap((inside) => inside.boxes)],
    lines: [...lines, ...insides.flatMap((inside) => inside.lines)],
  });
}

/** The height that a layer takes, and where a line passes through it. */
interface Band {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

function placed(graph: Graph, sizes: ReadonlyMap<string, Size>) {
  const layering = layer(graph);
  const neighbours = neighboursOf(layering);
  const layers = ordered(layering.layers, neighbours);
  const widthOf = ({ id }: Slot): number => (sizes.get(id)?.width ?? bendWidth) + columnGap;
  const places = centres(layers, neighbours, widthOf);
  const boxes = new Map<string, Box>();
  const bands = new Map<string, Band>();
  let top = 0;
  for (const slots of layers) {
    const height = Math.max(0, ...slots.map(({ id }) => sizes.get(id)?.height ?? 0));
    for (const { id, state } of slots) {
      const x = places.get(id) ?? 0;
      const size = sizes.get(id);
      bands.set(id, { x, top, bottom: top + height });
      if (state && size)
        boxes.set(id, { state, ...size, x: x - size.width / 2, y: top + (height - size.height) / 2 });
    }
    top += height + layerGap;
  }
  return { boxes, bands, routes: layering.routes };
}

function lineOf(route: Route, boxes: ReadonlyMap<string, Box>, bands: ReadonlyMap<string, Band>): Line {
  const { transition, slots, isBack } = route;
  const bends = slots.slice(1, -1).flatMap((id) => {
    const { x, top, bottom } = bands.get(id) ?? { x: 0, top: 0, bottom: 0 };
    const through = [
      { x, y: top },
      { x, y: bottom },
    ];
    return isBack ? through.reverse() : through;
  });
  const start = borderOf(boxes.get(transition.from), isBack ? 'top' : 'bottom', isBack);
  const end = borderOf(boxes.get(transition.to), isBack ? 'bottom' : 'top', isBack);
  return { transition, points: [start, ...bends, end] };
}

/** What leads back keeps aside, so that it does not lie on what leads on. */
function borderOf(box: Box | undefined, side: 'top' | 'bottom', isAside: boolean): Point {
  const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
  return { x: x + width * (isAside ? 0.75 : 0.5), y: side === 'top' ? y : y + height };
}

function outerSize(own: Size, inside: Layout | undefined): Size {
  if (!inside || inside.boxes.length === 0) return own;
  return {
    width: Math.max(own.width, inside.width + 2 * padding),
    height: title + inside.height + padding,
  };
}
