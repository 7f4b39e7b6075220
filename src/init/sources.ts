/** The files of a project that may hold handlers. */
import ignore from 'ignore';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../errors.ts';

/** More than a project's own sources ever are: then it is somebody's whole disk. */
const mostEntries = 20_000;

/** Folders of what is installed, made by tools, or tried. */
const folders =
  'node_modules venv env site-packages dist build out target coverage cdk.out layers test tests __tests__ __pycache__';
const skippedFolders = new Set(folders.split(' '));

/** Files beside sources that are none of a function's. */
const skippedFiles =
  /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|setup)\.py$|\.(?:test|spec|config|d)\.[cm]?[jt]s$/;

/**
 * Paths relative to the folder, in an order that people count in. Leaves out what git ignores, what is hidden, tests, and
 * links; throws UserError for a folder of too many files.
 */
export async function findSources(top: string): Promise<string[]> {
  const ignored = ignore().add(await readFile(join(top, '.gitignore'), 'utf8').catch(() => ''));
  const open = [''];
  const found: string[] = [];
  let seen = 0;
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const entries = await readdir(join(top, folder), { withFileTypes: true }).catch(() => []);
    seen += entries.length;
    if (seen > mostEntries) throw tooMany(top);
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && isLooked(entry.name) && !ignored.ignores(`${path}/`)) open.push(path);
      if (entry.isFile() && isSource(path) && !ignored.ignores(path)) found.push(path);
    }
  }
  return found.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

function isLooked(name: string): boolean {
  return !name.startsWith('.') && !skippedFolders.has(name);
}

function isSource(path: string): boolean {
  if (skippedFiles.test(path)) return false;
  return /\.(?:py|[cm]?js|m?ts)$/.test(path) || basename(path) === 'bootstrap';
}

function tooMany(top: string): UserError {
  return new UserError({
    what: `"${top}" holds more than ${mostEntries} files to look through for handlers`,
    hint: 'Give the folder of the sources',
  });
}
