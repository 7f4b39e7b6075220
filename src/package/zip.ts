/** Entries -> Package: the same bytes for the same files, whatever their times, order, folder and time zone. */
import { createHash, type Hash } from 'node:crypto';
import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ArtifactsSpec } from '../workflow/workflow.ts';
import type { Entry } from './entry.ts';
import { limits } from './limits.ts';
import type { Artifact, Package } from './package.ts';
import { reading, refuse, shown, type Source } from './source.ts';

/** The first moment that a zip can tell. DOS time knows no zone: it is what the local clock reads, anywhere. */
const mtime = new Date(1980, 0, 1);

/** Throws UserError where a file cannot be read or the zip is too large for Lambda. */
export async function zip(source: Source, entries: readonly Entry[], signal?: AbortSignal): Promise<Package> {
  const stop = new AbortController();
  const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const archive = new ZipFile();
  const output = archive.outputStream.pipe(new PassThrough());
  const open = (entry: Entry): Readable => entry.open(either).on('error', (error) => output.destroy(error));
  const written = entries.toSorted(byPath).map((entry) => add(archive, entry, open));
  archive.end();
  try {
    return packageOf(source, await reading(source, () => collect(source, output)), written);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    stop.abort(); // Closes the file that was being read when something failed.
  }
}

function byPath(a: Entry, b: Entry): number {
  return Buffer.compare(Buffer.from(a.path), Buffer.from(b.path));
}

/** What is known of an entry once the archive has read it; complete when the archive is. */
interface Written {
  readonly entry: Entry;
  readonly hash: Hash;
  size: number;
}

function add(archive: ZipFile, entry: Entry, open: (entry: Entry) => Readable): Written {
  const written: Written = { entry, hash: createHash('sha256'), size: 0 };
  const options = { mtime, mode: modeOf(entry), forceDosTimestamp: true };
  archive.addReadStreamLazy(entry.path, options, (ready) => {
    const content = open(entry);
    content.on('data', (chunk: Buffer) => {
      written.hash.update(chunk);
      written.size += chunk.length;
    });
    ready(null, content);
  });
  return written;
}

function modeOf({ executable }: Entry): number {
  return executable ? 0o100755 : 0o100644;
}

async function collect(source: Source, output: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of output as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= limits.zippedBytes && !source.artifacts) throw tooLarge(source);
  }
  return Buffer.concat(chunks);
}

function tooLarge(source: Source): Error {
  const what = `the zip of ${shown(source.source)} reaches ${limits.zippedBytes} bytes, which Lambda takes from S3 alone`;
  const hint =
    'Name a bucket for it (artifacts: { bucket: NAME } at the top of the file), or leave out what the function does not need with .steplineignore';
  return refuse(source, what, hint);
}

/** A folder and its installed packages are each within the limit; together they may not be. */
function refuseUnzipped(source: Source, bytes: number): void {
  if (bytes < limits.unzippedBytes) return;
  const what = `${shown(source.source)} and its packages hold ${bytes} bytes, and Lambda takes less than ${limits.unzippedBytes}`;
  throw refuse(source, what, 'Require smaller packages, or use a container image');
}

function packageOf(source: Source, bytes: Buffer, written: readonly Written[]): Package {
  const unzippedSize = written.reduce((sum, { size }) => sum + size, 0);
  refuseUnzipped(source, unzippedSize);
  const { artifacts } = source;
  const digest = createHash('sha256').update(bytes).digest();
  return {
    zip: bytes,
    ...(artifacts && bytes.length >= limits.zippedBytes && { artifact: artifactOf(artifacts, digest) }),
    codeSha256: digest.toString('base64'),
    contentHash: contentHash(written),
    files: written.length,
    unzippedSize,
  };
}

function artifactOf({ bucket, prefix }: ArtifactsSpec, digest: Buffer): Artifact {
  return { bucket, key: `${prefix}${digest.toString('hex')}.zip` };
}

function contentHash(written: readonly Written[]): string {
  const manifest = written.map(({ entry, hash }) => [entry.path, modeOf(entry), hash.digest('hex')]);
  return createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
}
