/** Events of executions in CloudWatch Logs, as a state machine's loggingConfiguration wants them. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Logs } from '../cloud.ts';
import { eventDetails, withoutData } from './event-data.ts';
import type { Execution } from './execution.ts';
import { parseLogGroupArn } from './settings.ts';

/** Which events a level lets through (Step Functions guide, "Log levels for execution events"). */
const levels: Readonly<Record<string, RegExp>> = {
  ALL: /./,
  ERROR: /(Failed|TimedOut|Aborted|^FailStateEntered)$/,
  FATAL: /^Execution(Failed|TimedOut|Aborted)$/,
};

/** Writes an event where the configuration asks for it; a log group that is gone meanwhile gets nothing. */
export function logEvent(logs: Logs, { launch, redriveCount }: Execution, event: HistoryEvent): void {
  const { level = 'OFF', includeExecutionData = false, destinations = [] } = launch.revision.logging;
  const group = parseLogGroupArn(destinations[0]?.cloudWatchLogsLogGroup?.logGroupArn ?? '');
  if (!group || !levels[level]?.test(event.type ?? '')) return;
  if (!logs.groupExists(group.account, group.region, group.name)) return;
  const timestamp = event.timestamp?.getTime() ?? 0;
  const details = eventDetails(event) ?? {};
  const entry = {
    id: String(event.id),
    type: event.type,
    details: includeExecutionData ? details : withoutData(details),
    previous_event_id: String(event.previousEventId),
    event_timestamp: String(timestamp),
    execution_arn: launch.arn,
    redrive_count: String(redriveCount),
  };
  const stream = `states/${launch.machine.name}/${new Date(timestamp).toISOString().slice(0, 10)}`;
  logs.write({
    account: group.account,
    region: group.region,
    group: group.name,
    stream,
    events: [{ timestamp, message: JSON.stringify(entry) }],
  });
}
