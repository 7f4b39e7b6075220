/** Work on many things, some at a time, told in their order. */

/**
 * The results in the order of the items, of which so many are worked on at once; `tell` gets each as soon as those before
 * it are there. When one fails no other is begun, and its error is thrown once all that were begun have ended.
 */
export async function inOrder<Item, Result extends object>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<Result>,
  tell: (result: Result) => void,
): Promise<Result[]> {
  const done = new Map<number, Result>();
  const queue = [...items.entries()];
  let told = 0;
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, item] = next;
      done.set(index, await work(item, index));
      for (let result = done.get(told); result; result = done.get(told)) {
        told += 1;
        tell(result);
      }
    }
  };
  const lanes = Array.from({ length: atOnce }, () =>
    lane().catch((thrown: unknown) => {
      queue.length = 0;
      throw thrown;
    }),
  );
  for (const ended of await Promise.allSettled(lanes)) if (ended.status === 'rejected') throw ended.reason;
  return items.flatMap((_, index) => done.get(index) ?? []);
}
