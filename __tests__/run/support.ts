import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { RunBuilder } from '../../src/run/history.ts';
import { pathOf, type Run, type StateVisit } from '../../src/run/run.ts';
import type { Happening } from '../../src/run/visit.ts';

/** Type of an event, id of the event before it, and its details. Ids count from 1; each event comes a second after the last. */
export type Line = readonly [type: string, previous: number, details?: Readonly<Record<string, unknown>>];

export function history(...lines: readonly Line[]): HistoryEvent[] {
  return lines.map(([type, previousEventId, details], index) => ({
    id: index + 1,
    previousEventId,
    type: type as HistoryEvent['type'] & string,
    timestamp: new Date((index + 1) * 1_000),
    ...(details && { [detailsKey(type)]: details }),
  }));
}

/** `TaskFailed` has taskFailedEventDetails, but every state's entering and leaving share theirs. */
function detailsKey(type: string): string {
  const shared = /State(Entered|Exited)$/.exec(type)?.[1];
  const name = shared === undefined ? type : `State${shared}`;
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}EventDetails`;
}

export interface Taken {
  readonly run: Run;
  readonly happenings: readonly Happening[];
}

export function take(events: readonly HistoryEvent[]): Taken {
  const builder = new RunBuilder('arn:aws:states:us-east-1:123456789012:execution:m:e');
  const happenings = events.flatMap((event) => builder.take(event));
  return { run: builder.run, happenings };
}

/** Each visit as `PATH OUTCOME`, with `×ATTEMPTS` and the error where there are any. */
export function visitsOf({ states }: Run): string[] {
  return states.map((visit) => `${pathOf(visit)} ${visit.outcome}${attemptsOf(visit)}${errorOf(visit)}`);
}

function attemptsOf({ attempts }: StateVisit): string {
  return attempts.length === 0 ? '' : ` ×${attempts.length}`;
}

function errorOf({ error }: StateVisit): string {
  return error === undefined ? '' : ` ${error}`;
}

export const named = (name: string): { name: string; input: string } => ({ name, input: '{}' });
export const left = (name: string): { name: string; output: string } => ({ name, output: '1' });
export const failed = (error: string): { error: string; cause: string } => ({ error, cause: `why ${error}` });
