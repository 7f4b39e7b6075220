/** Lines of a journal: JSON behind a checksum of it, so that a line that was changed or cut is told from a whole one. */
import { createHash } from 'node:crypto';

const digits = 16;

/** `text` is JSON on one line. */
export function encodeLine(text: string): string {
  return `${checksum(text)} ${text}\n`;
}

/** The JSON of a line without its end; undefined where it is not what was written. */
export function decodeLine(line: string): string | undefined {
  const text = line.slice(digits + 1);
  return line === `${checksum(text)} ${text}` ? text : undefined;
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
