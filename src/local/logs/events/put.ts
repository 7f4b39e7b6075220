import type {
  InputLogEvent,
  PutLogEventsRequest,
  PutLogEventsResponse,
  RejectedLogEventsInfo,
} from '@aws-sdk/client-cloudwatch-logs';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LogEvent } from '../../cloud.ts';
import type { LogsBackend } from '../backend.ts';
import { invalidParameter } from '../errors.ts';
import { checkedName, required } from '../input.ts';
import { sizeOfEvent } from '../stream.ts';

/** The limits of one batch (API reference, PutLogEvents). */
const mostEvents = 10_000;
const mostBytes = 1_048_576;
const hour = 60 * 60 * 1000;
const longestSpan = 24 * hour;
const latest = 2 * hour;
const earliest = -14 * 24 * hour;

export const putLogEvents = operation(
  (backend: LogsBackend, { input, caller }: Call<Wire<PutLogEventsRequest>>): PutLogEventsResponse => {
    const group = backend.region(caller).group(input.logGroupName);
    const stream = group.stream(checkedName('logStreamName', input.logStreamName));
    const events = required('logEvents', input.logEvents).map(readEvent);
    checkBatch(events);
    const { accepted, rejected } = sift(events, backend.cloud.clock.now());
    for (const event of accepted) backend.append(stream, event);
    return { ...(rejected && { rejectedLogEventsInfo: rejected }) };
  },
);

function readEvent({ timestamp, message }: Wire<InputLogEvent>, index: number): LogEvent {
  const member = `logEvents.${index + 1}.member`;
  const text = required(`${member}.message`, message);
  if (text === '') throw invalidParameter('Log event message must not be empty');
  return { timestamp: required(`${member}.timestamp`, timestamp), message: text };
}

function checkBatch(events: readonly LogEvent[]): void {
  const [first] = events;
  if (!first || events.length > mostEvents) {
    throw invalidParameter(
      `1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length between 1 and ${mostEvents}, inclusive`,
    );
  }
  const bytes = events.reduce((sum, event) => sum + sizeOfEvent(event), 0);
  if (bytes > mostBytes) {
    throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${mostBytes}`);
  }
  checkTimes(events.map(({ timestamp }) => timestamp));
}

function checkTimes(times: readonly number[]): void {
  if (times.some((time, index) => time < (times[index - 1] ?? time))) {
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
  }
  if ((times.at(-1) ?? 0) - (times[0] ?? 0) > longestSpan) {
    throw invalidParameter(
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
  }
}

interface Sifted {
  readonly accepted: readonly LogEvent[];
  readonly rejected?: RejectedLogEventsInfo;
}

/** Events more than two hours ahead or fourteen days behind are left out; the answer says where they begin and end. */
function sift(events: readonly LogEvent[], now: number): Sifted {
  const tooNew = events.findIndex(({ timestamp }) => timestamp > now + latest);
  const tooOld = events.findLastIndex(({ timestamp }) => timestamp < now + earliest);
  if (tooNew < 0 && tooOld < 0) return { accepted: events };
  return {
    accepted: events.slice(tooOld + 1, tooNew < 0 ? undefined : tooNew),
    rejected: {
      ...(tooNew >= 0 && { tooNewLogEventStartIndex: tooNew }),
      ...(tooOld >= 0 && { tooOldLogEventEndIndex: tooOld + 1 }),
    },
  };
}
