/** Execution data in events: what `includeExecutionData: false` keeps out. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { JsonObject } from '../../json.ts';

/** The details of an event, whichever member holds them; nothing for events that have none. */
export function eventDetails(event: HistoryEvent): JsonObject | undefined {
  const [, details] = Object.entries(event).find(([member]) => member.endsWith('EventDetails')) ?? [];
  return details as JsonObject | undefined;
}

const data = new Set([
  'input',
  'inputDetails',
  'output',
  'outputDetails',
  'parameters',
  'assignedVariables',
  'assignedVariablesDetails',
]);

export function withoutData(details: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(details).filter(([member]) => !data.has(member)));
}

/** The event without inputs, outputs and parameters. */
export function eventWithoutData(event: HistoryEvent): HistoryEvent {
  return Object.fromEntries(
    Object.entries(event).map(([member, value]) => [
      member,
      member.endsWith('EventDetails') ? withoutData(value as JsonObject) : (value as unknown),
    ]),
  ) as unknown as HistoryEvent;
}
