import type { GetLogEventsRequest, GetLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LogsBackend } from '../backend.ts';
import { invalidParameter } from '../errors.ts';
import { checkedName, pageSize } from '../input.ts';
import type { StoredEvent } from '../stream.ts';

/** Events of one page, by AWS's quota. */
export const mostEvents = 10_000;

/** The newest events unless `startFromHead`; a token goes on from a page, forwards or backwards. */
export const getLogEvents = operation(
  (backend: LogsBackend, { input, caller }: Call<Wire<GetLogEventsRequest>>): GetLogEventsResponse => {
    const group = backend.region(caller).referred(input);
    const { events } = group.stream(checkedName('logStreamName', input.logStreamName));
    const { startTime = 0, endTime = Infinity } = input;
    const within = events.filter(({ timestamp }) => timestamp >= startTime && timestamp < endTime);
    const from = input.nextToken === undefined ? undefined : readToken(input.nextToken);
    const page = pageOf(within, from, pageSize(input.limit, mostEvents), input.startFromHead ?? false);
    return {
      events: page.map(({ timestamp, message, ingested }) => ({
        timestamp,
        message,
        ingestionTime: ingested,
      })),
      ...tokensAround(page, from),
    };
  },
);

/** A token: after the event of that id, or before it. */
interface Position {
  readonly direction: 'f' | 'b';
  readonly id: string;
}

function readToken(token: string): Position {
  const [, direction, id] = /^([fb])\/(\d{56})$/.exec(token) ?? [];
  if (!direction || !id) throw invalidParameter('The specified nextToken is invalid.');
  return { direction: direction === 'f' ? 'f' : 'b', id };
}

function pageOf(
  events: readonly StoredEvent[],
  from: Position | undefined,
  size: number,
  startFromHead: boolean,
): readonly StoredEvent[] {
  if (!from) return startFromHead ? events.slice(0, size) : events.slice(-size);
  if (from.direction === 'f') return events.filter(({ id }) => id > from.id).slice(0, size);
  return events.filter(({ id }) => id < from.id).slice(-size);
}

/** At an end the token of that direction stays the same: that is how a client sees the end. */
function tokensAround(
  page: readonly StoredEvent[],
  from: Position | undefined,
): Pick<GetLogEventsResponse, 'nextForwardToken' | 'nextBackwardToken'> {
  const here = from?.id ?? '0'.repeat(56);
  const first = page[0]?.id ?? (from?.direction === 'f' ? shift(here, 1n) : here);
  const last = page.at(-1)?.id ?? (from?.direction === 'b' ? shift(here, -1n) : here);
  return { nextForwardToken: `f/${last}`, nextBackwardToken: `b/${first}` };
}

function shift(id: string, by: bigint): string {
  return String(BigInt(id) + by).padStart(56, '0');
}
