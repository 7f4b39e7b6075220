/** Filter patterns (Amazon CloudWatch Logs user guide, "Filter pattern syntax"): a test of messages. */
import { parseFields } from './fields.ts';
import { parseJsonPattern } from './json.ts';
import { parseTerms } from './terms.ts';

export type Test = (message: string) => boolean;

/** Terms `ERROR -"exact words"`, JSON `{ $.level = "error" }`, or fields `[ip, user, status = 4*]`. Throws InvalidParameter. */
export function parseFilterPattern(pattern: string): Test {
  const text = pattern.trim();
  if (text.startsWith('{')) return parseJsonPattern(text);
  return text.startsWith('[') ? parseFields(text) : parseTerms(text);
}
