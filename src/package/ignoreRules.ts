/** Which files of a folder stay out of its zip. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ignore from 'ignore';

const ignoreFile = '.steplineignore';

/** What tools leave behind and no function reads, in .gitignore's syntax. */
const always = [
  '.git',
  '.hg',
  '.svn',
  '.DS_Store',
  'Thumbs.db',
  '__pycache__',
  '*.py[co]',
  '.venv',
  '.pytest_cache',
  '.mypy_cache',
  '.ruff_cache',
  '**/node_modules/.cache',
  ignoreFile,
];

/**
 * The rules of a source folder: our own, then those of its `.steplineignore` (.gitignore's syntax; `!name` takes one of
 * ours back). Answers whether a path stays out: relative to the folder, forward slashes, a folder's with a `/` at its end.
 */
export async function ignoreRules(folder: string): Promise<(path: string) => boolean> {
  const rules = ignore({ ignorecase: false })
    .add(always)
    .add(await textOf(join(folder, ignoreFile)));
  return (path) => rules.ignores(path);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
