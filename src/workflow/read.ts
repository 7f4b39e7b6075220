import { readFile, stat } from 'node:fs/promises';
import { UserError, type Problem } from '../errors.ts';

/** Bytes. AWS takes definitions of 1 MB; a file with its comments and indentation may have more. */
const largestFile = 4_000_000;

/**
 * The text of a UTF-8 file of bounded size.
 * @param shown the path as the user would type it. @throws {UserError} when there is no such file or it is no text.
 */
export async function readText(file: string, shown: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  if (!found) throw new UserError({ what: `there is no file "${shown}"` });
  if (!found.isFile()) throw new UserError({ what: `"${shown}" is not a file` });
  if (found.size > largestFile) throw new UserError(tooLarge(shown, found.size));
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) throw new UserError({ what: `"${shown}" cannot be read` });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError({ what: `"${shown}" is not UTF-8 text` });
  }
}

function tooLarge(shown: string, size: number): Problem {
  return { what: `"${shown}" has ${size} bytes, and ${largestFile} are the most that is read` };
}
