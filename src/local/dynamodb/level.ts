/**
 * The store that dynalite asks for when its tables are to stay: in memory, and each change in a journal first. It takes the
 * place of the package `level`, whose store is a binary of each platform.
 */
import { MemoryLevel } from 'memory-level';
import { systemClock } from '../../clock.ts';
import type { Json } from '../../json.ts';
import { entryText, lineOf, replay, type Content } from '../data/entry.ts';
import { isBloated, Journal, readJournal } from '../data/journal.ts';
import { Saver } from '../data/saver.ts';
import { settled } from './settled.ts';

const kind = 'item';

type Operation =
  | { readonly type: 'put'; readonly key: string; readonly value: Json }
  | { readonly type: 'del'; readonly key: string };

interface Options {
  readonly valueEncoding: 'json';
}

/** What dynalite uses of a store and writes with, in the one form in which it does. */
interface Memory {
  put(key: string, value: Json): Promise<void>;
  del(key: string): Promise<void>;
  batch(operations: readonly Operation[]): Promise<void>;
  iterator(): { all(): Promise<[string, Json][]> };
}

const InMemory = MemoryLevel as unknown as new (options: Options) => Memory;

export class Level extends InMemory {
  /** Resolves to the store that was made last, once it holds what its journal tells. */
  static opened: Promise<Level>;
  readonly #saver: Saver;
  #pending: Operation[] = [];
  #journal: Journal | undefined;
  #sizeAnew = 0;

  constructor(file: string, options: Options) {
    super(options);
    // Nothing is written but for calls, which hear themselves of a failure.
    this.#saver = new Saver(
      () => this.#write(),
      systemClock,
      () => undefined,
    );
    Level.opened = this.#load(file);
  }

  override async put(key: string, value: Json): Promise<void> {
    await this.#keep([{ type: 'put', key, value }]);
    await super.put(key, value);
  }

  override async del(key: string): Promise<void> {
    await this.#keep([{ type: 'del', key }]);
    await super.del(key);
  }

  override async batch(operations: readonly Operation[]): Promise<void> {
    await this.#keep(operations);
    await super.batch(operations);
  }

  async #load(file: string): Promise<Level> {
    const content: Content = new Map();
    for (const line of await readJournal(file)) replay(content, line);
    const items = [...settled(content.get(kind) ?? new Map<string, Json>())];
    await super.batch(items.map(([key, value]) => ({ type: 'put', key, value })));
    this.#journal = await Journal.write(file, items.map(putLine));
    this.#sizeAnew = this.#journal.size;
    return this;
  }

  #keep(operations: readonly Operation[]): Promise<void> {
    this.#pending.push(...operations);
    return this.#saver.save();
  }

  async #write(): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    const journal = this.#journal;
    if (!journal || pending.length === 0) return;
    if (isBloated(journal.size, this.#sizeAnew)) {
      await journal.rewrite((await this.iterator().all()).map(putLine));
      this.#sizeAnew = journal.size;
    }
    await journal.append(lineOf(pending.map(entryOf)));
  }
}

function entryOf(operation: Operation): string {
  const name = { kind, id: operation.key };
  return operation.type === 'del'
    ? entryText('drop', name)
    : entryText('put', name, JSON.stringify(operation.value));
}

function putLine([key, value]: readonly [string, Json]): string {
  return lineOf([entryOf({ type: 'put', key, value })]);
}
