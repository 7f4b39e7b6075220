/** Bytes by their hash: packages of functions, bodies of objects. One file each, never changed. */
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onFile } from './errors.ts';
import { damaged, syncFolder } from './journal.ts';

/** Bytes to be kept. */
export interface Blob {
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  readonly read: () => Promise<Buffer>;
}

export class Blobs {
  readonly #folder: string;
  readonly #there: Set<string>;

  private constructor(folder: string, there: Set<string>) {
    this.#folder = folder;
    this.#there = there;
  }

  /** Throws DataFolderError. */
  static async open(folder: string): Promise<Blobs> {
    return onFile('read', folder, async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return new Blobs(folder, new Set(await readdir(folder)));
    });
  }

  /** Throws DataFolderError where they are not there, or not what was kept. */
  async read(hash: string): Promise<Buffer> {
    const file = join(this.#folder, hash);
    const bytes = await onFile('read', file, () => readFile(file));
    if (hashOf(bytes) !== hash) throw damaged(file);
    return bytes;
  }

  /** On the disk, all of them, when it resolves. Those that are there already cost nothing. */
  async keep(blobs: readonly Blob[]): Promise<void> {
    const missing = blobs.filter(({ hash }) => !this.#there.has(hash));
    if (missing.length === 0) return;
    for (const blob of missing) await this.#write(blob);
    await onFile('written', this.#folder, () => syncFolder(this.#folder));
    for (const { hash } of missing) this.#there.add(hash);
  }

  /** Removes all others. */
  async keepOnly(hashes: ReadonlySet<string>): Promise<void> {
    for (const name of [...this.#there].filter((one) => !hashes.has(one))) {
      await onFile('written', this.#folder, () => rm(join(this.#folder, name), { force: true }));
      this.#there.delete(name);
    }
  }

  async #write({ hash, read }: Blob): Promise<void> {
    const file = join(this.#folder, hash);
    const bytes = await read();
    await onFile('written', file, async () => {
      const handle = await open(`${file}.new`, 'w', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.datasync();
      } finally {
        await handle.close();
      }
      await rename(`${file}.new`, file);
    });
  }
}

export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
