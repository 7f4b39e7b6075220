/** Pages of Lambda's lists: Marker is where the next one starts. */
import { invalidParameter } from './validation.ts';

/** In a query everything is text. */
interface PageRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | string | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly NextMarker?: string;
}

const largestPage = 50;

export function page<Item>(all: readonly Item[], { Marker, MaxItems }: PageRequest): Page<Item> {
  const start = Marker === undefined ? 0 : decode(Marker);
  const end = start + Math.min(Number(MaxItems ?? largestPage), largestPage);
  const items = all.slice(start, end);
  return end < all.length ? { items, NextMarker: Buffer.from(String(end)).toString('base64') } : { items };
}

function decode(marker: string): number {
  const start = Number(Buffer.from(marker, 'base64').toString());
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('Invalid Marker');
  return start;
}
