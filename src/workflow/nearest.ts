/** Characters. What is longer is no name. */
const longestWord = 100;

/**
 * The candidate that a mistyped word most likely stands for: equal but for its case, or with the fewest edits, at most
 * one per three letters. Undefined when nothing is that near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > longestWord) return undefined;
  let best: string | undefined;
  let fewest = Math.ceil(word.length / 3) + 1;
  const small = word.toLowerCase();
  for (const candidate of candidates) {
    const edits = distance(small, candidate.toLowerCase(), fewest);
    if (edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}

/** `Did you mean "X"?`, or what else to say when nothing is near. */
export function didYouMean(
  word: string,
  candidates: Iterable<string>,
  otherwise?: string,
): string | undefined {
  const found = nearest(word, candidates);
  return found === undefined ? otherwise : `Did you mean "${found}"?`;
}

/** Edits (insert, delete, replace, swap of neighbours) from one word to the other; `limit` when there are as many or more. */
function distance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) >= limit) return limit;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    // No way from here to the end has fewer edits than the least of two rows.
    if (i > 1 && !hasBelow(row, limit) && !hasBelow(before, limit)) return limit;
    [before, row] = [row, nextRow(from, to, i, row, before)];
  }
  return Math.min(at(row, to.length), limit);
}

/** The edits from the first `i` letters of one word to each beginning of the other. */
function nextRow(
  from: string,
  to: string,
  i: number,
  row: readonly number[],
  before: readonly number[],
): readonly number[] {
  const next = [i];
  for (let j = 1; j <= to.length; j++) {
    const same = from[i - 1] === to[j - 1] ? 0 : 1;
    const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
    const edits = Math.min(at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + same);
    next.push(swapped ? Math.min(edits, at(before, j - 2) + 1) : edits);
  }
  return next;
}

function hasBelow(row: readonly number[], limit: number): boolean {
  return row.some((edits) => edits < limit);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
