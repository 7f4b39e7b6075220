/** What a function logged while it worked on one request, out of CloudWatch Logs. */
import { FilterLogEventsCommand, type FilteredLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import { abortable } from '../aws/connection.ts';
import type { Workbench } from '../deploy/workbench.ts';

/** A request that failed. Times in milliseconds since 1970. */
export interface FailedRequest {
  readonly logGroup: string;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Words that only this request's log has: its id, else the name of its error. */
  readonly mark: string;
}

/** Events take a moment until they can be read; after this long we take what there is. Milliseconds. */
const patienceMs = 5_000;
const lookEveryMs = 250;

/** Clocks differ, and the last lines come after the answer. Milliseconds before and after the request. */
const marginMs = 5_000;

/** FilterLogEvents answers up to 1 MB at a time, also with nothing and a token (CloudWatch Logs API reference). */
const mostPages = 10;

/** The last lines lead to the failure. */
const mostLines = 100;
const longestLine = 1_000;

/**
 * The lines of the request, without those of Lambda's own; the last hundred of them. Empty when its log has not come
 * within five seconds. An execution environment works on one request at a time, so that all lines of its log stream
 * between the request's first and last one are the request's, whether they carry its id or not.
 */
export async function requestLines(bench: Workbench, request: FailedRequest): Promise<string[]> {
  const end = bench.clock.now() + patienceMs;
  for (;;) {
    const events = await requestEvents(bench, request);
    const isWhole = events.some(({ message }) => lastOfRequest.test(message ?? ''));
    if (isWhole || bench.clock.now() >= end) return linesOf(events);
    await bench.clock.sleep(lookEveryMs, bench.signal);
  }
}

/** Lambda's own lines, as text and in its JSON log format. */
const firstOfRequest = /^START RequestId: |"type":\s*"platform\.start"/;
const lastOfRequest = /^REPORT RequestId: |"type":\s*"platform\.report"/;
const ofLambda = /^(?:START|END|REPORT|INIT_START|INIT_REPORT) |"type":\s*"platform\./;

async function requestEvents(bench: Workbench, request: FailedRequest): Promise<FilteredLogEvent[]> {
  const anchor = (await find(bench, request, { filterPattern: quoted(request.mark) })).at(-1);
  if (anchor?.logStreamName === undefined) return [];
  const events = await find(bench, request, { logStreamNames: [anchor.logStreamName] });
  return around(
    events,
    events.findIndex(({ eventId }) => eventId === anchor.eventId),
  );
}

/** From the start line at or before `index`, or what failed before it, to the report line at or after it. */
function around(events: readonly FilteredLogEvent[], index: number): FilteredLogEvent[] {
  const isFirst = ({ message }: FilteredLogEvent): boolean => firstOfRequest.test(message ?? '');
  const isLast = ({ message }: FilteredLogEvent): boolean => lastOfRequest.test(message ?? '');
  const first = events.slice(0, index + 1).findLastIndex(isFirst);
  const last = events.slice(index).findIndex(isLast);
  return events.slice(beginning(events, Math.max(0, first)), last < 0 ? undefined : index + last + 1);
}

/** Lambda's report of loading the function: in the init phase, and, where that failed, again for the first request. */
const initReport = (phase: 'init' | 'invoke'): RegExp =>
  new RegExp(`^INIT_REPORT .*Phase: ${phase}\\b|"platform\\.initReport".*"phase":\\s*"${phase}"`);

/** Where loading the function failed for this request, what it logged stands before the request's start. */
function beginning(events: readonly FilteredLogEvent[], start: number): number {
  if (!initReport('invoke').test(events[start - 1]?.message ?? '')) return start;
  const before = events.slice(0, start);
  return before.findLastIndex(({ message = '' }) => initReport('init').test(message)) + 1;
}

async function find(
  { aws, signal }: Workbench,
  { logGroup, startedAt, endedAt }: FailedRequest,
  by: { filterPattern: string } | { logStreamNames: string[] },
): Promise<FilteredLogEvent[]> {
  const events: FilteredLogEvent[] = [];
  const [startTime, endTime] = [startedAt - marginMs, endedAt + marginMs];
  let nextToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const command = new FilterLogEventsCommand({
      logGroupName: logGroup,
      startTime,
      endTime,
      nextToken,
      ...by,
    });
    const answer = await aws.logs.send(command, abortable(signal));
    events.push(...(answer.events ?? []));
    nextToken = answer.nextToken;
    if (nextToken === undefined) break;
  }
  return events;
}

/** A filter pattern that takes the words as they are (CloudWatch Logs: filter pattern syntax). */
function quoted(words: string): string {
  return `"${words.replace(/["\\]/g, '\\$&')}"`;
}

/** Within one event a carriage return stands for a line break. */
function linesOf(events: readonly FilteredLogEvent[]): string[] {
  return events
    .filter(({ message = '' }) => !ofLambda.test(message))
    .flatMap(({ message = '' }) => message.trimEnd().split(/\r\n?|\n/))
    .slice(-mostLines)
    .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line));
}
