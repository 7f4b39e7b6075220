/** Folders that are made once and kept between runs, in the user's own cache. */
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { isFolder } from './source.ts';

/** What is being made by this process, by the folder it becomes. */
const underWay = new Map<string, Promise<void>>();

/**
 * The cached folder of a name; `fill` makes its content where nobody has yet. A folder appears whole or not at all, and
 * any number of processes may want the same one at once: the first to be ready wins. Rejects as `fill` does.
 */
export async function cachedFolder(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheRoot(), name);
  if (await isFolder(folder)) return folder;
  const work = underWay.get(folder) ?? make(folder, fill);
  underWay.set(folder, work);
  try {
    await work;
  } finally {
    underWay.delete(folder);
  }
  return folder;
}

/** `$XDG_CACHE_HOME/stepline`, else where the system keeps caches. A relative path does not count (XDG Base Directory). */
function cacheRoot(): string {
  const { XDG_CACHE_HOME: chosen = '' } = process.env;
  const usual = process.platform === 'darwin' ? ['Library', 'Caches'] : ['.cache'];
  return join(isAbsolute(chosen) ? chosen : join(homedir(), ...usual), 'stepline');
}

async function make(folder: string, fill: (folder: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}.`);
  try {
    await fill(draft);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!isTaken(error)) throw error;
  }
}

/** Another process has put the folder there in the meantime. */
function isTaken(error: unknown): boolean {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return syscall === 'rename' && (code === 'ENOTEMPTY' || code === 'EEXIST');
}
