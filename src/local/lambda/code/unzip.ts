/** Unpacks a function's zip into a folder that nothing in it can leave. */
import { createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { AwsError } from '../../errors.ts';
import { invalidParameter } from '../validation.ts';

/** AWS's limit, layers included. */
const maximumUnzippedBytes = 262_144_000;

const fileTypeMask = 0o170000;
const symbolicLink = 0o120000;

/**
 * Unpacks `zip` into `folder`, which is made. Permissions are kept; entries of archivers that know none may be executed.
 * Throws AWS's InvalidParameterValueException for a broken zip, a too large one, and one that would write elsewhere.
 */
export async function unzip(zip: Buffer, folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await extractAll(zip, folder);
  } catch (error) {
    if (error instanceof AwsError) throw error;
    throw invalidParameter(
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
    );
  }
}

async function extractAll(zip: Buffer, folder: string): Promise<void> {
  const file = await fromBufferPromise(zip);
  const links: Entry[] = [];
  let total = 0;
  for await (const entry of file.eachEntry()) {
    total += entry.uncompressedSize;
    if (total > maximumUnzippedBytes) {
      throw invalidParameter(`Unzipped size must be smaller than ${maximumUnzippedBytes} bytes`);
    }
    if ((modeOf(entry) & fileTypeMask) === symbolicLink) links.push(entry);
    else await extract(file, entry, folder);
  }
  // Links come last: nothing is written through one.
  for (const entry of links) await link(file, entry, folder);
}

/** The Unix mode; archivers that know none leave 0. */
function modeOf(entry: Entry): number {
  return entry.externalFileAttributes >>> 16;
}

/** yauzl refuses absolute paths and those with `..` before this is reached. */
async function extract(file: ZipFile, entry: Entry, folder: string): Promise<void> {
  const path = join(folder, entry.fileName);
  if (entry.fileName.endsWith('/')) {
    await mkdir(path, { recursive: true });
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  const mode = modeOf(entry) === 0 ? 0o755 : (modeOf(entry) & 0o777) | 0o400;
  await pipeline(await file.openReadStreamPromise(entry), createWriteStream(path, { mode, flags: 'wx' }));
}

async function link(file: ZipFile, entry: Entry, folder: string): Promise<void> {
  const path = join(folder, entry.fileName);
  const target = (await buffer(await file.openReadStreamPromise(entry))).toString();
  const fromRoot = relative(folder, resolve(dirname(path), target));
  if (isAbsolute(target) || fromRoot.startsWith('..')) throw new Error('a link that leaves the folder');
  await mkdir(dirname(path), { recursive: true });
  await symlink(target, path);
}
