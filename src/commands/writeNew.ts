import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf, UserError } from '../errors.ts';

/** Writes a file, and the folders to it; throws UserError rather than overwrite one. */
export async function writeNew(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
  } catch (thrown) {
    const exists = thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST';
    throw new UserError(
      exists
        ? { what: `"${file}" is there already`, hint: 'Name another file, or take that one away' }
        : { what: `"${file}" cannot be written: ${messageOf(thrown)}` },
    );
  }
}
