/** From first to last inclusive by step (not 0), cut after `limit` numbers; also behind JSONata's $range. */
export function range(first: number, last: number, step: number, limit: number): number[] {
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  return Array.from({ length: Math.min(length, limit) }, (_, i) => first + i * step);
}
