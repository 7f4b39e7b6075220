/** Finds packages of Python that some Python of this machine has. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { programFolders } from './interpreters.ts';

const searches = new Map<string, Promise<string | undefined>>();

/**
 * The folder that holds a package, of the first Python that has it: those on PATH, then those of version managers and of
 * GitHub's runners. No Python is started for it. Undefined where none has it. Searches once per process.
 */
export function findPythonPackage(name: string): Promise<string | undefined> {
  const search = searches.get(name) ?? searchPackage(name);
  searches.set(name, search);
  return search;
}

async function searchPackage(name: string): Promise<string | undefined> {
  for (const folder of await libraryFolders()) {
    if (await stat(join(folder, name, '__init__.py')).catch(() => undefined)) return folder;
  }
  return undefined;
}

/** Where Pythons keep packages: `lib/python3.12/site-packages` beside `bin`, Debian's, and the user's own. */
async function libraryFolders(): Promise<string[]> {
  const programs = await programFolders('python');
  const prefixes = [...programs.map(dirname), join(homedir(), '.local')];
  const found = await Promise.all([...new Set(prefixes)].map(packagesUnder));
  return [...new Set(found.flat())];
}

async function packagesUnder(prefix: string): Promise<string[]> {
  const lib = join(prefix, 'lib');
  const names = await readdir(lib).catch(() => []);
  const folders = names
    .filter((name) => /^python3(\.\d+)?$/.test(name))
    .flatMap((name) => [join(lib, name, 'site-packages'), join(lib, name, 'dist-packages')]);
  const real = await Promise.all(folders.map((folder) => realpath(folder).catch(() => undefined)));
  return real.filter((folder) => folder !== undefined);
}
