/** IAM's way of answering long lists in pages. */
import { integer } from './input.ts';
import { validationError } from './errors.ts';

export interface PageRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly rest: { readonly IsTruncated: boolean; readonly Marker?: string };
}

/** The page that a request asks for: at most `MaxItems` (100) after the one that `Marker` tells. */
export function pageOf<Item>(all: readonly Item[], request: PageRequest): Page<Item> {
  const size = integer('maxItems', request.MaxItems, { least: 1, most: 1000 }) ?? 100;
  const start = request.Marker === undefined ? 0 : readMarker(request.Marker, all.length);
  const end = start + size;
  const more = end < all.length;
  return {
    items: all.slice(start, end),
    rest: { IsTruncated: more, ...(more && { Marker: writeMarker(end) }) },
  };
}

function writeMarker(position: number): string {
  return Buffer.from(`after:${position}`).toString('base64url');
}

function readMarker(marker: string, length: number): number {
  const [, position] = /^after:(\d+)$/.exec(Buffer.from(marker, 'base64url').toString()) ?? [];
  if (position === undefined || Number(position) > length) throw validationError('Invalid Marker.');
  return Number(position);
}
