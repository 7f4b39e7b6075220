/** Ties services to the folder where their state is kept; without a folder nothing is. */
import type { Clock } from '../../clock.ts';
import { AwsError } from '../errors.ts';
import { DataFolderError } from './errors.ts';
import { Saver } from './saver.ts';
import type { Store } from './store.ts';
import type { Keeper, Thing, Which } from './thing.ts';

/** AWS's names of operations that change nothing. What they bring about without a word, as GetActivityTask does, is written soon. */
const reads = /^(BatchGet|Describe|Filter|Get|Head|List|Query|Scan|Simulate|TestState|Validate)/;

export class Keeping {
  readonly #store: Store | undefined;
  readonly #clock: Clock;
  readonly #note: (line: string) => void;
  #saver: Saver | undefined;

  /** `note` takes a line for the person who runs the endpoint. */
  constructor(store: Store | undefined, clock: Clock, note: (line: string) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#note = note;
  }

  /** Builds what was kept again, and keeps it from now on. Answers how much there was, in words. Throws DataFolderError. */
  async restore(keepers: readonly Keeper[]): Promise<string | undefined> {
    const store = this.#store;
    if (!store) return undefined;
    for (const keeper of keepers) await keeper.restore(store);
    const found = describe(store, keepers);
    store.forgetFound();
    const write = (): Promise<void> => store.write((which) => thingsOf(keepers, which));
    await write();
    this.#saver = new Saver(write, this.#clock, (thrown) => {
      this.#note(messageOf(thrown));
    });
    return found;
  }

  /** To be told of what changes without a call, or after its answer. */
  readonly changed = (): void => {
    this.#saver?.changed();
  };

  /**
   * Resolves when all that an operation has changed, or has seen, is on the disk. Throws AwsError where that which it has
   * changed cannot be.
   */
  readonly keep = async (operation: string): Promise<void> => {
    if (reads.test(operation)) return this.#saver?.settled();
    try {
      await this.#saver?.save();
    } catch (thrown) {
      const message = messageOf(thrown);
      this.#note(message);
      throw new AwsError('InternalFailure', `What ${operation} changed is not kept: ${message}`, 500);
    }
  };

  /** Writes what is left, and lets others have the folder. Throws DataFolderError. */
  async close(): Promise<void> {
    try {
      await this.#saver?.close();
    } finally {
      await this.#store?.close();
    }
  }
}

function* thingsOf(keepers: readonly Keeper[], which: Which): Iterable<Thing> {
  for (const keeper of keepers) yield* keeper.things(which);
}

function messageOf(thrown: unknown): string {
  if (thrown instanceof DataFolderError) return thrown.message;
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

/** `2 roles, 1 function` */
function describe(store: Store, keepers: readonly Keeper[]): string {
  const counts = keepers
    .flatMap(({ nouns }) => Object.entries(nouns))
    .map(([kind, noun]) => [store.all(kind).size, noun] as const);
  return counts
    .flatMap(([count, noun]) => (count > 0 ? [`${count} ${noun}${count === 1 ? '' : 's'}`] : []))
    .join(', ');
}
