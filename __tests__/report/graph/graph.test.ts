import { describe, expect, it } from '@jest/globals';
import { cutAround, omission } from '../../../src/report/graph/cut.ts';
import { allStates, readGraph, type Graph } from '../../../src/report/graph/graph.ts';
import { layOut } from '../../../src/report/graph/layout.ts';
import { chain, chainRun } from '../large.ts';

const nested = {
  StartAt: 'Map',
  States: {
    Map: {
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Big?',
        States: { 'Big?': { Type: 'Choice', Default: 'In' }, In: { Type: 'Pass' } },
      },
      Next: 'Both',
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Both' }],
    },
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Left', States: { Left: { Type: 'Pass', End: true } } },
        { StartAt: 'Right', States: { Right: { Type: 'Pass', End: true } } },
      ],
      End: true,
    },
  },
};

function transitionsOf(graph: Graph): string[] {
  const names = new Map(graph.states.map(({ id, name }) => [id, name]));
  return [
    ...graph.transitions.map(
      ({ from, to, kind }) => `${names.get(from) ?? ''} ${kind} ${names.get(to) ?? ''}`,
    ),
    ...graph.states.flatMap(({ branches }) => branches.flatMap(transitionsOf)),
  ];
}

describe('a definition as a graph', () => {
  it('has the states of every scope, and one transition for each pair', () => {
    const graph = readGraph(nested);
    expect(allStates(graph).map(({ name }) => name)).toEqual(['Map', 'Big?', 'In', 'Both', 'Left', 'Right']);
    expect(transitionsOf(graph)).toEqual(['Map next Both', 'Big? default In']);
  });

  it.each([
    null,
    'text',
    [],
    {},
    { States: [] },
    { States: { A: 'B' } },
    { States: { A: { Next: 'gone', Catch: 1 } } },
  ])('is read from %j without a complaint', (definition) => {
    expect(transitionsOf(readGraph(definition))).toEqual([]);
  });
});

describe('a cut', () => {
  it('leaves a small graph as it is', () => {
    const graph = readGraph(chain(5));
    expect(cutAround(graph, chainRun(2), 5)).toEqual({ graph, drawn: 5, total: 5 });
  });

  it('keeps what is nearest to the failure, and says where it left something out', () => {
    const { graph, drawn, total } = cutAround(readGraph(chain(1_000)), chainRun(700), 4);
    expect({ drawn, total }).toEqual({ drawn: 4, total: 1_000 });
    const names = graph.states.filter(({ type }) => type !== omission).map(({ name }) => name);
    expect(names).toEqual(['Step 699', 'Step 700', 'Step 701', 'Step 999']);
    expect(graph.states.filter(({ type }) => type === omission)).toHaveLength(2);
  });

  it('keeps what a kept state is inside of', () => {
    const run = chainRun(0);
    const visit = { ...run.states[0]!, name: 'Right' };
    const { graph } = cutAround(readGraph(nested), { ...run, states: [visit], failedVisit: visit }, 2);
    expect(allStates(graph).map(({ name }) => name)).toEqual(['Both', 'Right', '…']);
  });
});

describe('a layout', () => {
  const size = { width: 100, height: 40 };

  it.each([
    ['a chain with a handler', chain(40)],
    ['scopes inside of states', nested],
    ['a loop', { States: { A: { Next: 'B' }, B: { Next: 'C' }, C: { Next: 'A' } } }],
    ['a state that leads to itself', { States: { A: { Next: 'A' } } }],
  ])('of %s has no state over another, and all inside of the picture', (_, definition) => {
    const graph = readGraph(definition);
    const { boxes, lines, width, height } = layOut(graph, () => size);
    expect(boxes.map(({ state }) => state.id).sort()).toEqual(
      allStates(graph)
        .map(({ id }) => id)
        .sort(),
    );
    for (const box of boxes) {
      const inside = new Set(box.state.branches.flatMap(allStates));
      for (const other of boxes) {
        if (box === other || inside.has(other.state)) continue;
        if (other.state.branches.flatMap(allStates).includes(box.state)) continue;
        const apart =
          box.x + box.width <= other.x ||
          other.x + other.width <= box.x ||
          box.y + box.height <= other.y ||
          other.y + other.height <= box.y;
        expect({ one: box.state.name, other: other.state.name, apart }).toMatchObject({ apart: true });
      }
    }
    for (const { x, y } of [...boxes, ...lines.flatMap(({ points }) => points)]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(height);
    }
  });

  it('keeps a chain straight, and each state above the next', () => {
    const { boxes } = layOut(readGraph(chain(40)), () => size);
    const ways = boxes.slice(0, -1);
    expect(new Set(ways.map(({ x }) => Math.round(x))).size).toBe(1);
    expect(ways.map(({ y }) => y)).toEqual([...ways.map(({ y }) => y)].sort((a, b) => a - b));
  });
});
