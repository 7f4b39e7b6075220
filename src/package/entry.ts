/** One file of a zip. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

export interface Entry {
  /** Path in the zip, with forward slashes. */
  readonly path: string;
  /** All that is kept of the mode: 0755 where the owner may execute it, else 0644. */
  readonly executable: boolean;
  /** Opens its bytes for one reading; the caller destroys what it does not read to the end. */
  open(signal?: AbortSignal): Readable;
}

/** A file as it stands on the disk, under `path` in the zip; `mode` is its stat mode. */
export function fileEntry(path: string, file: string, mode: number): Entry {
  return {
    path,
    executable: (mode & 0o100) !== 0,
    open: (signal) => createReadStream(file, signal && { signal }),
  };
}

/** A file that is made here. */
export function madeEntry(path: string, content: string | Uint8Array): Entry {
  return { path, executable: false, open: () => Readable.from([Buffer.from(content)]) };
}
