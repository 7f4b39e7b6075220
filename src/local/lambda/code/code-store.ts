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

  /** Takes in a zip that was taken in earlier: it is unpacked when it is needed. */
  restore(zip: Buffer): Promise<Code> {
    const digest = createHash('sha256').update(zip).digest();
    const sha256 = digest.toString('base64');
    const code = this.#codes.get(sha256) ?? this.#lay(zip, digest);
    this.#codes.set(sha256, code);
    return code;
  }

  async #prepare(): Promise<string> {
    const folder = await this.#temporary();
    await offerSdks(folder, process.cwd());
    return folder;
  }

  async #unpack(zip: Buffer, digest: Buffer): Promise<Code> {
    const code = await this.#lay(zip, digest);
    try {
      await code.unpacked();
      return code;
    } catch (error) {
      this.#codes.delete(code.sha256);
      await rm(code.folder, { recursive: true, force: true });
      await rm(`${code.folder}.zip`, { force: true });
      throw error;
    }
  }

  /** Puts a zip beside the folder where it will be unpacked. */
  async #lay(zip: Buffer, digest: Buffer): Promise<Code> {
    this.#folder ??= this.#prepare();
    const folder = join(await this.#folder, digest.toString('hex'));
    const file = `${folder}.zip`;
    await writeFile(file, zip);
    let unpacking: Promise<void> | undefined;
    return {
      sha256: digest.toString('base64'),
      size: zip.length,
      folder,
      unpacked: () => (unpacking ??= readFile(file).then((bytes) => unzip(bytes, folder))),
      zip: () => readFile(file),
    };
  }
}
