import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** One event as GetExecutionHistory returns it, without what the sink adds. */
export type EventBody = Omit<HistoryEvent, 'id' | 'timestamp' | 'previousEventId'>;

/** Keeps the events of one execution, in the order in which they are appended. */
export interface HistorySink {
  /**
   * Numbers, stamps and keeps an event. `previousEventId` is 0 for the first events. Returns the event's id: 1 for the first one, then one
   * more each time. The body is the sink's from then on.
   */
  append(body: EventBody, previousEventId: number): number;
}
