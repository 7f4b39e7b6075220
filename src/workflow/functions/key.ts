/** A key for `functions:` made of any name: the name itself as far as it can, with a number where that one is taken. */
export function freeKey(name: string, taken: { has(key: string): boolean }): string {
  const plain =
    name
      .replace(/[^a-zA-Z0-9_-]/g, '-')
      .replace(/^[^a-zA-Z]+/, '')
      .slice(0, 60) || 'function';
  let key = plain;
  for (let n = 2; taken.has(key); n++) key = `${plain}-${n}`;
  return key;
}
