/** Temporary folders to package, and a look into the zips that come of them. */
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll } from '@jest/globals';
import { fromBufferPromise } from 'yauzl';

/** Content of a file; the same with a mode; or a symbolic link. */
export type File = string | { readonly mode: number; readonly content: string } | { readonly link: string };
export type Files = Readonly<Record<string, File>>;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files, gone after the tests. */
export function folderOf(files: Files): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'stepline-package-')));
  folders.push(folder);
  for (const [path, file] of Object.entries(files)) write(join(folder, path), file);
  return folder;
}

function write(path: string, file: File): void {
  mkdirSync(dirname(path), { recursive: true });
  if (typeof file === 'object' && 'link' in file) {
    symlinkSync(file.link, path);
    return;
  }
  const { mode, content } = typeof file === 'string' ? { mode: 0o644, content: file } : file;
  writeFileSync(path, content);
  chmodSync(path, mode); // writeFile's own mode is subject to the umask.
}

export interface Unzipped {
  readonly path: string;
  readonly mode: string;
  readonly content: string;
  readonly date: string;
}

/** What another program reads in a zip, in its order. */
export async function unzip(zip: Buffer): Promise<Unzipped[]> {
  const archive = await fromBufferPromise(zip);
  const found: Unzipped[] = [];
  for await (const entry of archive.eachEntry()) {
    found.push({
      path: entry.fileName,
      mode: (entry.externalFileAttributes >>> 16).toString(8),
      content: await text(await archive.openReadStreamPromise(entry)),
      date: entry.getLastModDate({ timezone: 'UTC' }).toISOString(),
    });
  }
  return found;
}

/** A new folder with what the zip holds. */
export async function extract(zip: Buffer): Promise<string> {
  const found = await unzip(zip);
  return folderOf(Object.fromEntries(found.map(({ path, content }) => [path, content])));
}
