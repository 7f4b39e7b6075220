import type { Json, JsonObject } from '../../../json.ts';
import { object } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import { numberField } from '../fields/number.ts';
import type { Visit } from '../visit.ts';
import { compilePayload } from './payload.ts';

/** The input of one child execution, and how many items it holds. */
export interface Batch {
  readonly input: Json;
  readonly items: number;
}

export type Batcher = (visit: Visit, input: Json, items: readonly Json[]) => Promise<readonly Batch[]>;

/** ItemBatcher: several items to a child, as `{ BatchInput, Items }`; without it, one item to a child as it is. */
export function compileBatcher(definition: JsonObject, language: QueryLanguage): Batcher {
  const batcher = object(definition, 'ItemBatcher');
  if (batcher === undefined) return async (_, __, items) => items.map((input) => ({ input, items: 1 }));
  const mostItems = numberField(batcher, 'MaxItemsPerBatch', language);
  const mostBytes = numberField(batcher, 'MaxInputBytesPerBatch', language);
  const names = { JSONPath: 'BatchInput', JSONata: 'BatchInput' };
  const batchInput = compilePayload(batcher, language, names, 'ItemBatcher/');
  return async (visit, input, items) => {
    const limits = {
      items: (await mostItems(visit)) ?? Infinity,
      bytes: (await mostBytes(visit)) ?? Infinity,
    };
    const common = await batchInput?.(visit.scope(input));
    const groups = group(items, limits, common === undefined ? 0 : size(common));
    return groups.map((Items) => ({
      input: { ...(common !== undefined && { BatchInput: common }), Items },
      items: Items.length,
    }));
  };
}

/** As many items to a group as both limits allow, one at least. */
function group(
  items: readonly Json[],
  limits: { readonly items: number; readonly bytes: number },
  commonBytes: number,
): Json[][] {
  const groups: Json[][] = [];
  let bytes = Infinity;
  for (const item of items) {
    const current = groups.at(-1);
    const added = size(item);
    if (current === undefined || current.length >= limits.items || bytes + added > limits.bytes) {
      groups.push([item]);
      bytes = commonBytes + added;
    } else {
      current.push(item);
      bytes += added;
    }
  }
  return groups;
}

function size(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}
