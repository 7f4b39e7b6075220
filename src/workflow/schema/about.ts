/** What editors show of a key: what it is for, and values that it may have. */
export function about(description: string, ...examples: readonly [unknown, ...unknown[]]) {
  return { description, examples: [...examples] };
}
