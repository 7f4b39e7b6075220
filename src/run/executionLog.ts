/** The history of an express execution: the events that its state machine has logged to CloudWatch Logs. */
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { abortable } from '../aws/connection.ts';
import type { Workbench } from '../deploy/workbench.ts';
import { isObject } from '../json.ts';
import { endings } from './history.ts';

/** An execution that nobody else's name is part of. */
export interface LoggedExecution {
  readonly logGroup: string;
  /** A part of the execution's ARN. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** How long we wait for its last event, in milliseconds. */
  readonly patienceMs: number;
}

export interface LoggedHistory {
  /** In the order of their ids. */
  readonly events: readonly HistoryEvent[];
  /** Whether they are all there, from the first to the one that ends the execution. */
  readonly isWhole: boolean;
}

const lookEveryMs = 500;

/** Clocks differ. */
const marginMs = 60_000;

/** FilterLogEvents answers up to 1 MB or 10,000 events at a time (CloudWatch Logs API reference). */
const mostPages = 50;

/** What has been logged of an execution; when the patience is over, whole or not. Throws what AWS refuses with. */
export async function loggedHistory(bench: Workbench, execution: LoggedExecution): Promise<LoggedHistory> {
  const until = bench.clock.now() + execution.patienceMs;
  for (;;) {
    const events = await loggedEvents(bench, execution);
    const isWhole = events.length > 0 && events.length === lastOf(events);
    if (isWhole || bench.clock.now() >= until) return { events, isWhole };
    await bench.clock.sleep(lookEveryMs, bench.signal);
  }
}

/** Ids count the events of an execution from 1 on: the last one's is how many there are. */
function lastOf(events: readonly HistoryEvent[]): number | undefined {
  return events.find(({ type = '' }) => type in endings)?.id;
}

/** Each event once: AWS may deliver one twice. */
async function loggedEvents(
  { aws, signal }: Workbench,
  { logGroup, name, startedAt }: LoggedExecution,
): Promise<HistoryEvent[]> {
  const events = new Map<number, HistoryEvent>();
  let nextToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const command = new FilterLogEventsCommand({
      logGroupName: logGroup,
      filterPattern: `"${name}"`,
      startTime: startedAt - marginMs,
      nextToken,
    });
    const answer = await aws.logs.send(command, abortable(signal));
    for (const { message = '' } of answer.events ?? []) {
      const event = historyEvent(message, name);
      if (event?.id !== undefined) events.set(event.id, event);
    }
    nextToken = answer.nextToken;
    if (nextToken === undefined) break;
  }
  return [...events.values()].sort((a, b) => (a.id ?? 0) - (b.id ?? 0));
}

/**
 * A logged event as GetExecutionHistory would have it: there the numbers are numbers, and the details have a member of
 * their own for each type. Undefined for what is no event of the execution.
 */
export function historyEvent(message: string, name: string): HistoryEvent | undefined {
  const entry = parsed(message);
  if (!isObject(entry) || typeof entry.type !== 'string') return undefined;
  const { type, details, execution_arn: arn } = entry;
  if (typeof arn !== 'string' || !arn.includes(`:${name}:`)) return undefined;
  const hasDetails = isObject(details) && Object.keys(details).length > 0;
  return {
    id: Number(entry.id),
    previousEventId: Number(entry.previous_event_id),
    timestamp: new Date(Number(entry.event_timestamp)),
    type: type as HistoryEvent['type'] & string,
    ...(hasDetails && { [detailsMember(type)]: details }),
  };
}

/** `PassStateEntered` → `stateEnteredEventDetails`, `TaskFailed` → `taskFailedEventDetails`. */
function detailsMember(type: string): string {
  const [, ofState] = /State(Entered|Exited)$/.exec(type) ?? [];
  const stem = ofState === undefined ? `${type.charAt(0).toLowerCase()}${type.slice(1)}` : `state${ofState}`;
  return `${stem}EventDetails`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
