/** What is owed to a malformed request. */
import type { Received, Sending } from './exchange.ts';

export interface Circumstances {
  /** What the endpoint said meanwhile. */
  readonly notes: readonly string[];
  /** Whether it may take the request for a good one. */
  readonly mayServe: boolean;
}

/** What is wrong with the answer; undefined when nothing is. Who hangs up is owed none. */
export function faultOf(
  { then }: Sending,
  { status, hung }: Received,
  { notes, mayServe }: Circumstances,
): string | undefined {
  const bug = notes.find((line) => line.includes('a bug of'));
  if (bug !== undefined) return bug;
  if (then === 'hang up') return undefined;
  if (hung) return 'no answer';
  if (status === undefined) return 'the connection ended without an answer';
  if (mayServe && status === 200) return undefined;
  return (status >= 400 && status < 500) || status === 501 ? undefined : `answered with ${status}`;
}
