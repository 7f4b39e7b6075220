/** Pages of lists in the order of a key: a token tells the key of the last item; an empty one says that there are no more. */
import { AwsError } from '../errors.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly token: string;
}

/** Of resources, keys and values alike (API reference, GetResources: "ResourcesPerPage"). */
export const mostPerPage = 100;

/** The first `size` items after the token's. Throws PaginationTokenExpiredException. */
export function pageAfter<Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string,
  { token, size = mostPerPage }: { readonly token: string | undefined; readonly size?: number },
): Page<Item> {
  const after = readToken(token);
  const rest = all.filter((item) => keyOf(item) > after);
  const items = rest.slice(0, size);
  const last = items.at(-1);
  return { items, token: last !== undefined && items.length < rest.length ? writeToken(keyOf(last)) : '' };
}

function writeToken(key: string): string {
  return Buffer.from(`after ${key}`).toString('base64');
}

function readToken(token = ''): string {
  const text = Buffer.from(token, 'base64').toString();
  if (token === '' || text.startsWith('after ')) return text.slice('after '.length);
  throw new AwsError('PaginationTokenExpiredException', 'The pagination token is not one of this endpoint');
}
