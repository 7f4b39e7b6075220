/** What happened, one line after the other. */
import { pathOf, type Run, type StateVisit } from '../../run/run.ts';
import { formatDuration } from '../duration.ts';
import { html, type Markup } from './markup.ts';

interface Event {
  readonly at: number;
  readonly what: string;
  readonly visit?: StateVisit;
}

/** A page shows no more than the last of them. */
const mostEvents = 2_000;

export function events(run: Run): Markup {
  const all = eventsOf(run);
  const shown = all.slice(-mostEvents);
  const rows = shown.map(
    ({ at, what, visit }) =>
      html`<tr>
        <td class="number">${formatDuration(at - run.startedAt)}</td>
        <td>${what}</td>
        <td>${visit && pathOf(visit)}</td>
      </tr> `,
  );
  const count = shown.length < all.length ? `the last ${shown.length} of ${all.length}` : String(all.length);
  return html`<details class="value">
    <summary>All events <span class="size">${count}</span></summary>
    <table class="events">
      <thead>
        <tr>
          <th scope="col" class="number">After</th>
          <th scope="col">Event</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </details>`;
}

/** In the order of time; what happened in the same millisecond, in the order of the history. */
function eventsOf({ states, startedAt, stoppedAt, status }: Run): Event[] {
  const ends = stoppedAt === undefined ? [] : [{ at: stoppedAt, what: `execution ${status}` }];
  return [
    { at: startedAt, what: 'execution started' },
    ...states.flatMap(visitEvents).sort((one, other) => one.at - other.at),
    ...ends,
  ];
}

function visitEvents(visit: StateVisit): Event[] {
  const { enteredAt, exitedAt, outcome, attempts } = visit;
  return [
    { at: enteredAt, what: 'entered', visit },
    ...attempts.flatMap(({ startedAt, endedAt, outcome: result, error }, index) => [
      { at: startedAt, what: `attempt ${index + 1} started`, visit },
      ...(endedAt === undefined
        ? []
        : [{ at: endedAt, what: `attempt ${index + 1} ${result}${error ? `: ${error}` : ''}`, visit }]),
    ]),
    ...(exitedAt === undefined ? [] : [{ at: exitedAt, what: `left: ${outcome}`, visit }]),
  ];
}
