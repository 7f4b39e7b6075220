/** The packages of functions: kept and unpacked once each, in the endpoint's temporary folder. */
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { offerSdks } from './sdk.ts';
import { unzip } from './unzip.ts';

export interface Code {
  /** Base64 of the SHA-256 of the zip: CodeSha256. */
  readonly sha256: string;
  /** Bytes of the zip. */
  readonly size: number;
  /** Where the package is unpacked … */
  readonly folder: string;
  /** … once this resolves. */
  readonly unpacked: () => Promise<void>;
  /** The zip as it was uploaded. */
  readonly zip: () => Promise<Buffer>;
}

export class CodeStore {
  readonly #temporary: () => Promise<string>;
  #folder: Promise<string> | undefined;
  readonly #codes = new Map<string, Promise<Code>>();

  /** `folder` answers the endpoint's temporary folder. */
  constructor(folder: () => Promise<string>) {
    this.#temporary = folder;
  }

  /** Takes a zip. Throws AwsError for one that is broken, too large unpacked, or would write outside of its folder. */
  async add(zip: Buffer): Promise<Code> {
    const digest = createHash('sha256').update(zip).digest();
    const sha256 = digest.toString('base64');
    const code = this.#codes.get(sha256) ?? this.#unpack(zip, digest);
    this.#codes.set(sha256, code);
    return code;
  }

  /** The zip as it was uploaded; undefined when there is none with that hash (hex). */
  async zip(hex: string): Promise<Buffer | undefined> {
    const code = await this.#codes.get(Buffer.from(hex, 'hex').toString('base64'));
    return code?.zip();
  }

  /** A package that was taken in earlier; it is unpacked when it is needed. */
  restore({ sha256, size }: Pick<Code, 'sha256' | 'size'>, zip: Code['zip']): Promise<Code> {
    const code = this.#codes.get(sha256) ?? this.#restored(sha256, size, zip);
    this.#codes.set(sha256, code);
    return code;
  }

  async #restored(sha256: string, size: number, zip: Code['zip']): Promise<Code> {
    const folder = await this.#folderOf(Buffer.from(sha256, 'base64'));
    let unpacking: Promise<void> | undefined;
    const unpacked = (): Promise<void> => (unpacking ??= zip().then((bytes) => unzip(bytes, folder)));
    return { sha256, size, folder, unpacked, zip };
  }

  async #prepare(): Promise<string> {
    const folder = await this.#temporary();
    await offerSdks(folder, process.cwd());
    return folder;
  }

  async #unpack(zip: Buffer, digest: Buffer): Promise<Code> {
    const sha256 = digest.toString('base64');
    const folder = await this.#folderOf(digest);
    try {
      await unzip(zip, folder);
      await writeFile(`${folder}.zip`, zip);
    } catch (error) {
      this.#codes.delete(sha256);
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    return {
      sha256,
      size: zip.length,
      folder,
      unpacked: () => Promise.resolve(),
      zip: () => readFile(`${folder}.zip`),
    };
  }

  async #folderOf(digest: Buffer): Promise<string> {
    this.#folder ??= this.#prepare();
    return join(await this.#folder, digest.toString('hex'));
  }
}
