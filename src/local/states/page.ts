/** Lists answered page by page. */
import { AwsError } from '../errors.ts';
import { number, text, type Constraint } from './constraints.ts';

/** Members of every paged request; histories and executions have longer tokens than the rest. */
export function pageMembers(longestToken = 1024): Readonly<Record<string, Constraint>> {
  return { maxResults: number(0, 1000), nextToken: text(1, longestToken) };
}

export interface PageRequest {
  /** 0 and nothing mean 100. */
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken?: string;
}

/**
 * One page of a list. The token says where the next page begins, counted from the list's far end for lists that
 * grow at their front (`growsAtFront`), so that an item added meanwhile shifts nothing. Throws InvalidToken.
 */
export function page<Item>(
  items: readonly Item[],
  { maxResults = 0, nextToken }: PageRequest,
  growsAtFront = false,
): Page<Item> {
  const offset = nextToken === undefined ? 0 : readToken(nextToken, items.length, growsAtFront);
  const end = offset + (maxResults === 0 ? 100 : maxResults);
  if (end >= items.length) return { items: items.slice(offset) };
  return { items: items.slice(offset, end), nextToken: writeToken(growsAtFront ? items.length - end : end) };
}

function writeToken(position: number): string {
  return Buffer.from(`stepline:${position}`).toString('base64url');
}

function readToken(token: string, length: number, growsAtFront: boolean): number {
  const [, digits] = /^stepline:(\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (digits === undefined) throw new AwsError('InvalidToken', `Invalid Token: 'Invalid token'`);
  const position = Number(digits);
  return Math.max(0, growsAtFront ? length - position : position);
}
