/** Layers → the order inside of each that crosses few lines, and places that keep lines straight. */
import type { Layering, Slot } from './layers.ts';

interface Neighbour {
  readonly id: string;
  readonly weight: number;
}

type Links = ReadonlyMap<string, readonly Neighbour[]>;

export interface Neighbours {
  readonly above: Links;
  readonly below: Links;
}

export function neighboursOf({ links }: Pick<Layering, 'links'>): Neighbours {
  const [above, below] = [new Map<string, Neighbour[]>(), new Map<string, Neighbour[]>()];
  for (const { upper, lower, weight } of links) {
    above.set(lower, [...(above.get(lower) ?? []), { id: upper, weight }]);
    below.set(upper, [...(below.get(upper) ?? []), { id: lower, weight }]);
  }
  return { above, below };
}

const sweeps = 4;

/** The barycentre heuristic (Sugiyama): each slot in the middle of those it is joined with, down and up again. */
export function ordered(layers: Layering['layers'], { above, below }: Neighbours): Layering['layers'] {
  let current = layers;
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    current = swept(current, above);
    current = [...swept([...current].reverse(), below)].reverse();
  }
  return swept(current, above);
}

function swept(layers: Layering['layers'], neighbours: Links): Layering['layers'] {
  const indexes = new Map<string, number>();
  return layers.map((slots) => {
    const keyed = slots.map((slot, index) => {
      const joined = neighbours.get(slot.id) ?? [];
      return {
        slot,
        key: mean(joined.map(({ id }) => ({ value: indexes.get(id) ?? index, weight: 1 }))) ?? index,
      };
    });
    const sorted = keyed.sort((one, other) => one.key - other.key).map(({ slot }) => slot);
    sorted.forEach(({ id }, index) => indexes.set(id, index));
    return sorted;
  });
}

const rounds = 24;

/**
 * The middle of each slot, by id; `width` includes the gap that a slot keeps. A slot goes by its strongest links alone:
 * a compromise with the weaker ones would bend both.
 */
export function centres(
  layers: Layering['layers'],
  { above, below }: Neighbours,
  width: (slot: Slot) => number,
): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const settle = (slots: readonly Slot[], ...sides: readonly Links[]): void => {
    const wishes = slots.map(({ id }): Weighted => {
      const joined = sides.flatMap((side) => side.get(id) ?? []);
      const known = joined.flatMap(({ id: other, weight }) => {
        const value = places.get(other);
        return value === undefined ? [] : [{ value, weight }];
      });
      const weight = Math.max(0, ...known.map((one) => one.weight));
      const strongest = known.filter((one) => one.weight === weight);
      return { value: mean(strongest) ?? places.get(id) ?? 0, weight: weight || 1 };
    });
    apart(slots, wishes, width).forEach((place, index) => places.set(slots[index]?.id ?? '', place));
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const slots of layers) settle(slots, above);
    for (const slots of [...layers].reverse()) settle(slots, below, above);
  }
  for (const slots of layers) settle(slots, above);
  return places;
}

interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/**
 * The places nearest to the wished ones, by least squares, that keep the order and touch nowhere: slots that would
 * overlap form a block, which stands where its members wish on the average (pool adjacent violators).
 */
function apart(slots: readonly Slot[], wishes: readonly Weighted[], width: (slot: Slot) => number): number[] {
  const offsets: number[] = [];
  slots.forEach((slot, index) => {
    const before = slots[index - 1];
    offsets.push(before ? (offsets[index - 1] ?? 0) + (width(before) + width(slot)) / 2 : 0);
  });
  const blocks: (Weighted & { readonly count: number })[] = [];
  wishes.forEach((wish, index) => {
    let block = { value: wish.value - (offsets[index] ?? 0), weight: wish.weight, count: 1 };
    for (let last = blocks.at(-1); last && last.value > block.value; last = blocks.at(-1)) {
      blocks.pop();
      const weight = last.weight + block.weight;
      block = { value: mean([last, block]) ?? 0, weight, count: last.count + block.count };
    }
    blocks.push(block);
  });
  const starts = blocks.flatMap(({ value, count }) => Array<number>(count).fill(value));
  return offsets.map((offset, index) => (starts[index] ?? 0) + offset);
}

function mean(values: readonly Weighted[]): number | undefined {
  if (values.length === 0) return undefined;
  const total = values.reduce((sum, { weight }) => sum + weight, 0);
  return values.reduce((sum, { value, weight }) => sum + value * weight, 0) / total;
}
