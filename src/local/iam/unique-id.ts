/** Identifiers as AWS makes them. */
import { randomBytes } from 'node:crypto';

/** What a unique id is of (IAM user guide, "Unique identifiers"). */
export const idPrefix = {
  role: 'AROA',
  user: 'AIDA',
  policy: 'ANPA',
  temporaryKey: 'ASIA',
  lastingKey: 'AKIA',
} as const;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Such as `AROA4X3MPLEXAMPLEID2Q`: the prefix and `length` letters and digits. */
export function uniqueId(prefix: string, length = 17): string {
  return prefix + [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('');
}
