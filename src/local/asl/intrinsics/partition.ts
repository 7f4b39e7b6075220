import type { Json } from '../../../json.ts';

/** Pieces of `size` items, the last one shorter; also behind JSONata's $partition. */
export function partition(items: readonly Json[], size: number): readonly (readonly Json[])[] {
  const pieces = Math.ceil(items.length / size);
  return Array.from({ length: pieces }, (_, i) => items.slice(i * size, (i + 1) * size));
}
