import type { Cursor } from './cursor.ts';

/** Reads a text in single or double quotes; a backslash takes the next character as it is. */
export function quoted(cursor: Cursor): string {
  const quote = cursor.peek();
  cursor.position++;
  let text = '';
  while (!cursor.take(quote)) {
    if (cursor.done) throw cursor.problem(`expected ${quote}`);
    cursor.take('\\');
    text += cursor.peek();
    cursor.position++;
  }
  return text;
}
