/** Keeps what services hold in a folder: reads it at the start, and writes down what has changed. */
import { Blobs } from './blobs.ts';
import { Changes } from './changes.ts';
import { lineOf, replay, type Content } from './entry.ts';
import { takeFolder, type OwnedFolder } from './folder.ts';
import { isBloated, Journal, readJournal } from './journal.ts';
import type { Found, Keeper } from './thing.ts';

export class Store implements Found {
  readonly folder: OwnedFolder;
  readonly #blobs: Blobs;
  readonly #changes = new Changes();
  #found: Content;
  #journal: Journal | undefined;
  #sizeAnew = 0;
  /** Whether the journal may lack what was collected. */
  #isBehind = true;

  private constructor(folder: OwnedFolder, blobs: Blobs, found: Content) {
    this.folder = folder;
    this.#blobs = blobs;
    this.#found = found;
  }

  /** Takes the folder and reads what it holds. Throws DataFolderError. */
  static async open(path: string): Promise<Store> {
    const folder = await takeFolder(path);
    try {
      const found: Content = new Map();
      for (const line of await readJournal(folder.journal)) replay(found, line);
      return new Store(folder, await Blobs.open(folder.blobs), found);
    } catch (thrown) {
      await folder.release();
      throw thrown;
    }
  }

  all<Stored>(kind: string): ReadonlyMap<string, Stored> {
    return (this.#found.get(kind) ?? new Map()) as ReadonlyMap<string, Stored>;
  }

  blob(hash: string): Promise<Buffer> {
    return this.#blobs.read(hash);
  }

  /** What was found is not needed any more. */
  forgetFound(): void {
    this.#found = new Map();
  }

  /**
   * Writes down what has changed, as a whole; on the disk when it resolves. One at a time only. Where it rejects, with a
   * DataFolderError, what was on the disk still is, and the next one makes up for it.
   */
  async write(things: Keeper['things']): Promise<void> {
    const journal = this.#journal;
    if (!journal || this.#isBehind || isBloated(journal.size, this.#sizeAnew)) return this.#anew(things);
    const { entries, blobs } = this.#changes.collect(things('changed'));
    if (entries.length === 0) return;
    this.#isBehind = true;
    await this.#blobs.keep(blobs);
    await journal.append(lineOf(entries));
    this.#isBehind = false;
  }

  async close(): Promise<void> {
    await this.#journal?.close();
    await this.folder.release();
  }

  async #anew(things: Keeper['things']): Promise<void> {
    this.#isBehind = true;
    this.#changes.forget();
    const { entries, blobs } = this.#changes.collect(things('all'));
    await this.#blobs.keep(blobs);
    const lines = entries.map((entry) => lineOf([entry]));
    if (this.#journal) await this.#journal.rewrite(lines);
    else this.#journal = await Journal.write(this.folder.journal, lines);
    this.#sizeAnew = this.#journal.size;
    await this.#blobs.keepOnly(new Set(blobs.map(({ hash }) => hash)));
    this.#isBehind = false;
  }
}
