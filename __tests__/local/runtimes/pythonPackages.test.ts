import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findPythonPackage } from '../../../src/local/runtimes/python-packages.ts';

const path = process.env.PATH;
const folders: string[] = [];

afterEach(async () => {
  process.env.PATH = path;
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

/** A Python's folder with a package, and its programs on PATH. */
async function installed(library: string, name: string): Promise<string> {
  const prefix = await realpath(await mkdtemp(join(tmpdir(), 'stepline-test-')));
  folders.push(prefix);
  const folder = join(prefix, 'lib', library);
  await mkdir(join(prefix, 'bin'));
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, '__init__.py'), '');
  process.env.PATH = [join(prefix, 'bin'), process.env.PATH].join(delimiter);
  return folder;
}

describe('findPythonPackage', () => {
  it.each([
    ['of a version', 'python3.12/site-packages', 'stepline_first'],
    ['of Debian', 'python3/dist-packages', 'stepline_second'],
  ])('finds what is in the folder %s beside the programs', async (_whose, library, name) => {
    const folder = await installed(library, name);
    expect(await findPythonPackage(name)).toBe(folder);
  });

  it('finds nothing where nobody has it', async () => {
    expect(await findPythonPackage('stepline_nowhere')).toBeUndefined();
  });
});
