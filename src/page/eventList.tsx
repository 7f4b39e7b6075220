/** The history as AWS tells it, and all that the chosen event says. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { isObject, type Json } from '../json.ts';
import { formatDuration } from '../report/duration.ts';
import { printableLine } from '../report/printable.ts';
import type { Run } from '../run/run.ts';
import { reasonOf } from '../run/visit.ts';
import { useFilter } from './filter.tsx';
import { Empty } from './parts.tsx';
import { Value } from './value.tsx';
import { Windowed } from './windowed.tsx';

interface Props {
  readonly run: Run;
  readonly events: readonly HistoryEvent[];
}

const failure = /(Failed|TimedOut|Aborted)$/;

export function EventList({ run, events }: Props): JSX.Element {
  const filter = useFilter();
  const [chosenId, setChosenId] = useState<number>();
  const shown = events.filter((event) =>
    filter.takes(() => summaryOf(event), failure.test(event.type ?? '')),
  );
  const chosen = shown.find(({ id }) => id === chosenId);
  const walk = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0 || !chosen) return;
    event.preventDefault();
    setChosenId(shown[shown.indexOf(chosen) + by]?.id ?? chosenId);
  };
  return (
    <>
      {filter.fields(shown.length, events.length)}
      {shown.length === 0 ? (
        <Empty title="No event to show" />
      ) : (
        <div class="events" onKeyDown={walk}>
          <Windowed
            label="Events"
            count={shown.length}
            rowHeight={30}
            stays={run.status === 'RUNNING'}
            wanted={chosen ? shown.indexOf(chosen) : -1}
            columns={[
              ['cellId', 'Id'],
              ['cellNumber', 'After'],
              ['cellType', 'Event'],
              ['cellSays', 'What it says'],
            ]}
            classOf={(index) => `${lookOfEvent(shown[index])}${shown[index] === chosen ? ' chosen' : ''}`}
            cells={(index) => {
              const event = shown[index];
              return event ? <Cells event={event} startedAt={run.startedAt} onChoose={setChosenId} /> : <></>;
            }}
          />
          <div class="eventDetails">
            {chosen ? (
              <Value title={`Event ${chosen.id ?? ''}`} value={detailsOf(chosen)} />
            ) : (
              <p class="soft">Choose an event to see all of it; the arrow keys lead to the next one.</p>
            )}
          </div>
        </div>
      )}
    </>
  );
}

function Cells({
  event,
  startedAt,
  onChoose,
}: {
  readonly event: HistoryEvent;
  readonly startedAt: number;
  readonly onChoose: (id: number) => void;
}): JSX.Element {
  const { id = 0, type = '', timestamp } = event;
  return (
    <>
      <span role="cell" class="cellId">
        <button
          type="button"
          class="plain"
          aria-label={`Event ${id}, ${type}`}
          onClick={() => {
            onChoose(id);
          }}
        >
          {id}
        </button>
      </span>
      <span role="cell" class="cellNumber">
        {formatDuration((timestamp?.getTime() ?? startedAt) - startedAt)}
      </span>
      <span role="cell" class="cellType">
        {type}
      </span>
      <span role="cell" class="cellSays">
        {printableLine(saysOf(event).slice(0, 300))}
      </span>
    </>
  );
}

function lookOfEvent(event: HistoryEvent | undefined): string {
  const { type = '' } = event ?? {};
  if (failure.test(type)) return 'failed';
  return type.endsWith('Succeeded') ? 'passed' : '';
}

/** What the filter looks through. */
function summaryOf(event: HistoryEvent): string {
  return `${event.id ?? ''} ${event.type ?? ''} ${saysOf(event)}`;
}

/** The state's name, or why it failed, or what is called. */
function saysOf(event: HistoryEvent): string {
  const { error, cause } = reasonOf(event);
  if (error !== undefined || cause !== undefined) return [error, cause].filter(Boolean).join(': ');
  const { stateEnteredEventDetails: entered, stateExitedEventDetails: exited } = event;
  const name = entered?.name ?? exited?.name;
  if (name !== undefined) return name;
  const { resource, resourceType, index } = Object.assign({}, ...Object.values(event).filter(isObject)) as {
    resource?: string;
    resourceType?: string;
    index?: number;
  };
  if (index !== undefined) return `item ${index}`;
  return [resourceType, resource].filter(Boolean).join(':');
}

/** JSON inside of it as JSON. */
function detailsOf({ timestamp, ...event }: HistoryEvent): Json {
  const opened = JSON.parse(JSON.stringify(event), (_, value: unknown) =>
    typeof value === 'string' && /^[[{]/.test(value) ? parsed(value) : value,
  ) as Json;
  return { timestamp: timestamp?.toISOString() ?? '', ...(isObject(opened) ? opened : {}) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
