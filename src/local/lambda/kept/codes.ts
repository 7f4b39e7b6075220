/** Packages as they are kept: by their hash, the zips as blobs. */
import type { Blob } from '../../data/blobs.ts';
import type { Found } from '../../data/thing.ts';
import type { Code, CodeStore } from '../code/code-store.ts';

export type StoredCode = Pick<Code, 'sha256' | 'size'>;

export function storedCode({ sha256, size }: Code): StoredCode {
  return { sha256, size };
}

export function codeBlobs(codes: readonly Code[]): readonly Blob[] {
  return codes.map(({ sha256, zip }) => ({ hash: hexOf(sha256), read: zip }));
}

function hexOf(sha256: string): string {
  return Buffer.from(sha256, 'base64').toString('hex');
}

/** Finds packages again. */
export class Codes {
  readonly #store: CodeStore;
  readonly #found: Found;
  readonly #restored = new Map<string, Promise<Code>>();

  constructor(store: CodeStore, found: Found) {
    this.#store = store;
    this.#found = found;
  }

  /** Throws DataFolderError where the zip is missing or damaged. */
  restore({ sha256 }: StoredCode): Promise<Code> {
    const code =
      this.#restored.get(sha256) ?? this.#found.blob(hexOf(sha256)).then((zip) => this.#store.restore(zip));
    this.#restored.set(sha256, code);
    return code;
  }
}
