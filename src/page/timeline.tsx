/** The visits of an execution, each with its bar: when it began, its attempts, how long it took. */
import type { JSX } from 'preact';
import { formatDuration } from '../report/duration.ts';
import { lookOf, type Look } from '../report/graph/standing.ts';
import { markOf, wordOf } from '../report/graph/words.ts';
import { printableLine } from '../report/printable.ts';
import { pathOf, type Run, type StateVisit } from '../run/run.ts';
import { useFilter } from './filter.tsx';
import { Empty } from './parts.tsx';
import { Windowed } from './windowed.tsx';

interface Props {
  readonly run: Run;
  readonly chosen: StateVisit | undefined;
  readonly onChoose: (visit: StateVisit) => void;
}

export function Timeline({ run, chosen, onChoose }: Props): JSX.Element {
  const filter = useFilter();
  const leaf = run.failedVisit;
  const visits = run.states.filter((visit) =>
    filter.takes(() => pathOf(visit), /^(failed|caught)$/.test(lookOf(visit, leaf))),
  );
  const scale = scaleOf(run);
  return (
    <>
      {filter.fields(visits.length, run.states.length)}
      {visits.length === 0 ? (
        <Empty title="No state to show" />
      ) : (
        <Windowed
          label="Timeline"
          count={visits.length}
          rowHeight={32}
          stays={run.status === 'RUNNING'}
          wanted={chosen ? visits.indexOf(chosen) : -1}
          columns={[
            ['cellState', 'State'],
            ['cellNumber', 'Start'],
            ['cellNumber', 'Duration'],
            ['cellBar', <Axis key="axis" length={scale.length} />],
          ]}
          classOf={(index) => `${classOf(visits[index], leaf)}${visits[index] === chosen ? ' chosen' : ''}`}
          cells={(index) => {
            const visit = visits[index];
            return visit ? <Cells {...{ visit, leaf, scale, onChoose }} /> : <></>;
          }}
        />
      )}
    </>
  );
}

function Axis({ length }: { readonly length: number }): JSX.Element {
  return (
    <span class="axis">
      <span>0</span>
      <span>{formatDuration(length)}</span>
    </span>
  );
}

interface Scale {
  readonly start: number;
  readonly length: number;
}

function scaleOf({ startedAt, stoppedAt, states }: Run): Scale {
  const last = states.reduce(
    (latest, { enteredAt, exitedAt = 0 }) => Math.max(latest, enteredAt, exitedAt),
    0,
  );
  const end = stoppedAt ?? Math.max(last, Date.now());
  return { start: startedAt, length: Math.max(1, end - startedAt) };
}

function classOf(visit: StateVisit | undefined, leaf: StateVisit | undefined): string {
  return visit ? lookOf(visit, leaf) : '';
}

interface CellsProps {
  readonly visit: StateVisit;
  readonly leaf: StateVisit | undefined;
  readonly scale: Scale;
  readonly onChoose: (visit: StateVisit) => void;
}

function Cells({ visit, leaf, scale, onChoose }: CellsProps): JSX.Element {
  const { enteredAt, exitedAt, attempts } = visit;
  const look = lookOf(visit, leaf);
  const path = printableLine(pathOf(visit));
  const retries = attempts.length > 1 ? ` ↻ ${attempts.length - 1}` : '';
  return (
    <>
      <span role="cell" class="cellState">
        <span class={`mark ${look}`} title={wordOf(look)} aria-hidden="true">
          {markOf(look)}
        </span>
        <button
          type="button"
          class="plain"
          title={path}
          onClick={() => {
            onChoose(visit);
          }}
        >
          {path}
          <span class="unseen">, {wordOf(look)}</span>
        </button>
        <span class="soft">{retries}</span>
      </span>
      <span role="cell" class="cellNumber">
        {formatDuration(enteredAt - scale.start)}
      </span>
      <span role="cell" class="cellNumber">
        {exitedAt === undefined ? '' : formatDuration(exitedAt - enteredAt)}
      </span>
      <span role="cell" class="cellBar">
        <Bars visit={visit} look={look} scale={scale} />
      </span>
    </>
  );
}

/** Thousandths of the axis. */
const axis = 1_000;

/** The time between attempts, in which it waits to try again, stays light. */
function Bars({ visit, look, scale }: { visit: StateVisit; look: Look; scale: Scale }): JSX.Element {
  const bar = (name: string, from: number, to = scale.start + scale.length): JSX.Element => {
    const x = ((from - scale.start) / scale.length) * axis;
    const width = ((to - from) / scale.length) * axis;
    // Also what took no time is seen.
    return <rect class={name} x={Math.min(x, axis - 4)} width={Math.max(4, width)} height={12} />;
  };
  return (
    <svg viewBox={`0 0 ${axis} 12`} preserveAspectRatio="none" aria-hidden="true">
      {bar(`${visit.attempts.length > 0 ? 'visit ' : ''}${look}`, visit.enteredAt, visit.exitedAt)}
      {visit.attempts.map(({ outcome, startedAt, endedAt }) => bar(outcome, startedAt, endedAt))}
    </svg>
  );
}
