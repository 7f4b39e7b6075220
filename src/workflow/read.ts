import { readFile, stat } from 'node:fs/promises';
import { UserError, type Position, type Problem } from '../errors.ts';

/** Bytes. AWS takes definitions of 1 MB; a file with its comments and indentation may have twice as much. */
const largestFile = 2_000_000;

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
    throw new UserError({ what: 'this is not UTF-8 text', at: firstFault(bytes, shown) });
  }
}

/** Where the bytes stop being UTF-8: at the first character that stands for what cannot be read. */
function firstFault(bytes: Uint8Array, file: string): Position {
  const [before = ''] = new TextDecoder('utf-8').decode(bytes).split('\ufffd', 1);
  const lines = before.split('\n');
  return { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

function tooLarge(file: string, size: number): Problem {
  const what = `the file has ${size} bytes, and ${largestFile} are the most that is read`;
  return { what, at: { file, line: 1, column: 1 } };
}
