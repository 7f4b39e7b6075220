import type {
  FilteredLogEvent,
  FilterLogEventsRequest,
  FilterLogEventsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LogsBackend } from '../backend.ts';
import { invalidParameter } from '../errors.ts';
import type { LogGroup } from '../group.ts';
import { pageSize } from '../input.ts';
import { pageAfter } from '../page.ts';
import type { LogStream } from '../stream.ts';
import { mostEvents } from './get.ts';
import { parseFilterPattern } from '../patterns/pattern.ts';

type Input = Wire<FilterLogEventsRequest>;

/** The events of a group's streams that a pattern covers, in the order of their times. Both times are included. */
export const filterLogEvents = operation(
  (backend: LogsBackend, { input, caller }: Call<Input>): FilterLogEventsResponse => {
    const streams = searched(backend.region(caller).referred(input), input);
    const { items, ...next } = pageAfter(found(streams, input), ({ eventId = '' }) => eventId, {
      token: input.nextToken,
      size: pageSize(input.limit, mostEvents),
    });
    return { events: items, searchedLogStreams: [], ...next };
  },
);

function searched(
  group: LogGroup,
  { logStreamNames: names, logStreamNamePrefix: prefix }: Input,
): readonly LogStream[] {
  if (names === undefined) return group.streams.filter(({ name }) => name.startsWith(prefix ?? ''));
  if (prefix === undefined) return names.map((name) => group.stream(name));
  throw invalidParameter('logStreamNamePrefix and logStreamNames are mutually exclusive parameters.');
}

function found(streams: readonly LogStream[], input: Input): FilteredLogEvent[] {
  const { startTime = 0, endTime = Infinity } = input;
  const covers = parseFilterPattern(input.filterPattern ?? '');
  return streams
    .flatMap((stream) => stream.events.map((event) => ({ stream, event })))
    .filter(
      ({ event }) => event.timestamp >= startTime && event.timestamp <= endTime && covers(event.message),
    )
    .sort((a, b) => (a.event.id < b.event.id ? -1 : 1))
    .map(({ stream, event }) => ({
      logStreamName: stream.name,
      timestamp: event.timestamp,
      message: event.message,
      ingestionTime: event.ingested,
      eventId: event.id,
    }));
}
