/** The items of a Map, each a small field with the colour of how it fared. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { lookOf, type Look } from '../report/graph/standing.ts';
import { markOf, wordOf } from '../report/graph/words.ts';
import type { Run, StateVisit } from '../run/run.ts';

/** So many are drawn at once. */
const page = 200;

interface Item {
  readonly index: number;
  readonly look: Look;
  /** Where it failed, or else where it is. */
  readonly visit: StateVisit;
}

interface Props {
  readonly run: Run;
  /** Of the Map. */
  readonly visit: StateVisit;
  readonly onChoose: (visit: StateVisit) => void;
}

export function Items({ run, visit, onChoose }: Props): JSX.Element {
  const [from, setFrom] = useState(0);
  const { total = 0, succeeded = 0, failed = 0 } = visit.items ?? {};
  const items = itemsOf(run, visit);
  const shown = items.slice(from, from + page);
  return (
    <section class="items" aria-label="Items">
      <p class="facts">
        <span>{total.toLocaleString()} items</span>
        <span>{succeeded.toLocaleString()} done</span>
        {failed > 0 && <span class="error">{failed.toLocaleString()} failed</span>}
      </p>
      <div class="fields">
        {shown.map(({ index, look, visit: inner }) => (
          <button
            key={index}
            type="button"
            class={look}
            title={`Item ${index}: ${wordOf(look)}`}
            aria-label={`Item ${index}: ${wordOf(look)}`}
            onClick={() => {
              onChoose(inner);
            }}
          >
            {markOf(look)}
          </button>
        ))}
      </div>
      {items.length > page && (
        <p class="visits">
          <button
            type="button"
            aria-label="Items before"
            disabled={from === 0}
            onClick={() => {
              setFrom(from - page);
            }}
          >
            ‹
          </button>
          <span>
            items {from.toLocaleString()} to {(from + shown.length - 1).toLocaleString()}
          </span>
          <button
            type="button"
            aria-label="Items after"
            disabled={from + page >= items.length}
            onClick={() => {
              setFrom(from + page);
            }}
          >
            ›
          </button>
        </p>
      )}
    </section>
  );
}

/** Those that have begun, by index; of one that was begun again the last time. */
function itemsOf(run: Run, map: StateVisit): Item[] {
  const items = new Map<number, Item>();
  for (const visit of run.states) {
    const { parent, iteration } = visit;
    if (parent !== map || iteration === undefined) continue;
    items.set(iteration, { index: iteration, look: lookOf(visit, run.failedVisit), visit });
  }
  return [...items.values()].sort((one, other) => one.index - other.index);
}
