import type {
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
  LogStream as LogStreamShape,
} from '@aws-sdk/client-cloudwatch-logs';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LogsBackend } from '../backend.ts';
import { invalidParameter } from '../errors.ts';
import { pageSize } from '../input.ts';
import { pageAfter } from '../page.ts';
import type { LogStream } from '../stream.ts';

type Input = Wire<DescribeLogStreamsRequest>;

/** Streams of one page, by AWS's quota. */
const mostStreams = 50;

export const describeLogStreams = operation(
  (backend: LogsBackend, { input, caller }: Call<Input>): DescribeLogStreamsResponse => {
    const { streams } = backend.region(caller).referred(input);
    const { items, ...next } = pageAfter(inOrder(streams, input), ({ name }) => name, {
      token: input.nextToken,
      size: pageSize(input.limit, mostStreams),
    });
    return { logStreams: items.map(describeStream), ...next };
  },
);

function inOrder(streams: readonly LogStream[], input: Input): readonly LogStream[] {
  const { logStreamNamePrefix: prefix, orderBy, descending } = input;
  if (orderBy === 'LastEventTime' && prefix !== undefined) {
    throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  }
  const found = streams.filter(({ name }) => name.startsWith(prefix ?? ''));
  if (orderBy === 'LastEventTime') found.sort((a, b) => lastEventTime(a) - lastEventTime(b));
  return descending ? found.reverse() : found;
}

function lastEventTime({ events, created }: LogStream): number {
  return events.at(-1)?.timestamp ?? created;
}

function describeStream({ name, arn, created, events }: LogStream): LogStreamShape {
  const last = events.at(-1);
  return {
    logStreamName: name,
    arn,
    creationTime: created,
    firstEventTimestamp: events[0]?.timestamp,
    lastEventTimestamp: last?.timestamp,
    lastIngestionTime: last?.ingested,
  };
}
