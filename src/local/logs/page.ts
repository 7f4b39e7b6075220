/** Pages of lists that are in the order of a key: a token tells the key of the last item. */
import { invalidParameter } from './errors.ts';

interface Page<Item> {
  readonly items: Item[];
  readonly nextToken?: string;
}

/** The first `size` items after the token's. */
export function pageAfter<Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string,
  { token, size }: { readonly token: string | undefined; readonly size: number },
): Page<Item> {
  const start = token === undefined ? 0 : positionAfter(all.map(keyOf), readToken(token));
  const items = all.slice(start, start + size);
  const last = items.at(-1);
  return {
    items,
    ...(last !== undefined && start + size < all.length && { nextToken: writeToken(keyOf(last)) }),
  };
}

/** After the key; where it has gone since, at the next one. */
function positionAfter(keys: readonly string[], key: string): number {
  const index = keys.indexOf(key);
  if (index >= 0) return index + 1;
  const next = keys.findIndex((other) => other > key);
  return next < 0 ? keys.length : next;
}

function writeToken(key: string): string {
  return Buffer.from(`after ${key}`).toString('base64url');
}

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (!text.startsWith('after ')) throw invalidParameter('The specified nextToken is invalid.');
  return text.slice('after '.length);
}
