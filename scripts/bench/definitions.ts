/** The state machines that are measured. Each tells how many states one execution visits. */
import type { JsonObject } from '../../src/json.ts';

export interface Workload {
  readonly definition: JsonObject;
  readonly input: JsonObject;
  /** States visited by one execution. */
  readonly transitions: number;
}

/** Choice, Pass that adds 1, Choice, …: two states per iteration, four events. */
export function choiceLoop(iterations: number): Workload {
  const more = { Variable: '$.i', NumericLessThan: iterations, Next: 'Add' };
  return {
    definition: {
      StartAt: 'More',
      States: {
        More: { Type: 'Choice', Choices: [more], Default: 'Done' },
        Add: { Type: 'Pass', Parameters: { 'i.$': 'States.MathAdd($.i, 1)' }, Next: 'More' },
        Done: { Type: 'Succeed' },
      },
    },
    input: { i: 0 },
    transitions: 2 * iterations + 2,
  };
}

/** A Map with a Pass for each item: four events per item. */
export function mapOver(items: number): Workload {
  const processor = { StartAt: 'Item', States: { Item: { Type: 'Pass', End: true } } };
  return {
    definition: {
      StartAt: 'Each',
      States: { Each: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: processor, End: true } },
    },
    input: { items: Array.from({ length: items }, (_, index) => index) },
    transitions: items + 1,
  };
}

/** A Parallel whose branches are chains of Pass states. */
export function parallel(branches: number, states: number): Workload {
  const chain = (branch: number): JsonObject => {
    const name = (state: number): string => `B${branch}S${state}`;
    const entries = Array.from({ length: states }, (_, state) => [
      name(state),
      { Type: 'Pass', ...(state < states - 1 ? { Next: name(state + 1) } : { End: true }) },
    ]);
    return { StartAt: name(0), States: Object.fromEntries(entries) as JsonObject };
  };
  const Branches = Array.from({ length: branches }, (_, branch) => chain(branch));
  return {
    definition: { StartAt: 'All', States: { All: { Type: 'Parallel', Branches, End: true } } },
    input: { id: 7 },
    transitions: branches * states + 1,
  };
}

/** One JSONata state that filters, groups, sorts and sums orders worth about 200 KB of JSON. */
export function jsonataTransform(): Workload {
  const orders = Array.from({ length: 1600 }, (_, id) => ({
    ...{ id, customer: `customer-${id % 97}`, status: id % 3 === 0 ? 'open' : 'closed' },
    lines: [
      { sku: `sku-${id % 31}`, price: (id % 50) + 0.5, quantity: id % 7 },
      { sku: `sku-${id % 17}`, price: id % 20, quantity: 2 },
    ],
  }));
  const Output = `{% {
    "open": $count($states.input.orders[status = 'open']),
    "byCustomer": $states.input.orders{ customer: $sum(lines.(price * quantity)) },
    "dearest": $states.input.orders^(>$sum(lines.price))[[0..9]].id
  } %}`;
  return {
    definition: {
      QueryLanguage: 'JSONata',
      StartAt: 'Transform',
      States: { Transform: { Type: 'Pass', Output, End: true } },
    },
    input: { orders },
    transitions: 1,
  };
}

export const onePass: Workload = {
  definition: { StartAt: 'Only', States: { Only: { Type: 'Pass', End: true } } },
  input: {},
  transitions: 1,
};
