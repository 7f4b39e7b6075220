/**
 * A file that grows by lines, each a change that happened as a whole or not at all. What was appended is on the disk when
 * `append` resolves; a last line without its end is one whose append never did, and is dropped.
 */
import { open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, DataFolderError, onFile } from './errors.ts';
import { decodeLine, encodeLine } from './line.ts';

/** Characters that are written at once while a file is made anew. */
const batchSize = 1 << 20;

const newline = 0x0a;

/** The JSON of each line; nothing for a file that is not there. Throws DataFolderError for one that is damaged. */
export async function readJournal(file: string): Promise<readonly string[]> {
  const bytes = await onFile('read', file, () => readFile(file).catch(nothingIfMissing));
  const texts: string[] = [];
  for (let start = 0, end = 0; (end = bytes.indexOf(newline, start)) >= 0; start = end + 1) {
    const text = decodeLine(bytes.toString('utf8', start, end));
    if (text === undefined) throw damaged(`${file}: line ${texts.length + 1}`);
    texts.push(text);
  }
  return texts;
}

export function damaged(what: string): DataFolderError {
  return new DataFolderError(
    `${what} is damaged`,
    'Put back a copy of the whole folder, or give --data another one to begin anew',
  );
}

function nothingIfMissing(thrown: unknown): Buffer {
  if (codeOf(thrown) === 'ENOENT') return Buffer.alloc(0);
  throw thrown;
}

export class Journal {
  readonly #file: string;
  #handle: FileHandle;
  #size: number;

  private constructor(file: string, handle: FileHandle, size: number) {
    this.#file = file;
    this.#handle = handle;
    this.#size = size;
  }

  /** Makes the file anew, of these lines: the old one stays until the new one is whole. */
  static async write(file: string, texts: Iterable<string>): Promise<Journal> {
    const fresh = `${file}.new`;
    return onFile('written', file, async () => {
      const handle = await open(fresh, 'w', 0o600);
      try {
        const size = await writeAll(handle, texts);
        await rename(fresh, file);
        await syncFolder(dirname(file));
        return new Journal(file, handle, size);
      } catch (thrown) {
        await handle.close();
        await rm(fresh, { force: true });
        throw thrown;
      }
    });
  }

  /** Bytes. */
  get size(): number {
    return this.#size;
  }

  /** One after the other only. A line that could not be written leaves nothing behind. */
  async append(text: string): Promise<void> {
    await onFile('written', this.#file, async () => {
      try {
        const bytes = Buffer.from(encodeLine(text));
        await writeAt(this.#handle, bytes, this.#size);
        await this.#handle.datasync();
        this.#size += bytes.length;
      } catch (thrown) {
        await this.#handle.truncate(this.#size).catch(() => undefined);
        throw thrown;
      }
    });
  }

  /** As `write`, in the place of this one. */
  async rewrite(texts: Iterable<string>): Promise<void> {
    const next = await Journal.write(this.#file, texts);
    await this.#handle.close();
    this.#handle = next.#handle;
    this.#size = next.#size;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

/** A journal is made anew once it has become this many times as long, and this many bytes longer. */
const growth = { factor: 2, bytes: 16 * 1024 * 1024 };

/** Whether a journal that had so many bytes when it was made is worth to be made anew. */
export function isBloated(size: number, sizeAnew: number): boolean {
  return size > sizeAnew * growth.factor && size > sizeAnew + growth.bytes;
}

/** The file system may take less than all at once. */
async function writeAt(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

async function writeAll(handle: FileHandle, texts: Iterable<string>): Promise<number> {
  let size = 0;
  let batch = '';
  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(batch);
    batch = '';
    await writeAt(handle, bytes, size);
    size += bytes.length;
  };
  for (const text of texts) {
    batch += encodeLine(text);
    if (batch.length > batchSize) await flush();
  }
  await flush();
  await handle.datasync();
  return size;
}

/** A new name in a folder is on the disk once the folder is. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open folders, and has no need to.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
