/** All that is known of one visit of a state: why it failed first. */
import type { JSX } from 'preact';
import { formatDuration } from '../report/duration.ts';
import { lookOf } from '../report/graph/standing.ts';
import { printable, printableLine } from '../report/printable.ts';
import { readCause } from '../run/cause.ts';
import { pathOf, type Attempt, type Run, type StateVisit } from '../run/run.ts';
import { Items } from './items.tsx';
import { MapRunItems } from './mapRunItems.tsx';
import { Logs } from './logs.tsx';
import { Card, Empty } from './parts.tsx';
import { linkToChild, nameOf } from './route.ts';
import { Badge } from './status.tsx';
import { Text, Value } from './value.tsx';

interface Props {
  /** Of the execution. */
  readonly arn: string;
  readonly run: Run;
  readonly visit: StateVisit | undefined;
  readonly onChoose: (visit: StateVisit) => void;
}

export function Inspector({ arn, run, visit, onChoose }: Props): JSX.Element {
  if (!visit) {
    return (
      <Card title="State" name="inspector">
        <Empty title="No state was entered yet" />
      </Card>
    );
  }
  const { type, enteredAt, exitedAt, input, output, attempts, error, cause } = visit;
  const look = lookOf(visit, run.failedVisit);
  const took = exitedAt === undefined ? '' : formatDuration(exitedAt - enteredAt);
  const hasFailed = error !== undefined || cause !== undefined;
  return (
    <Card title={printableLine(pathOf(visit))} name={`inspector ${look}`} side={<Badge look={look} />}>
      <p class="facts">
        <span>{type}</span>
        {took !== '' && <span>{took}</span>}
        <span>{formatDuration(enteredAt - run.startedAt)} after the start</span>
        {attempts.length > 1 && <span>{attempts.length} attempts</span>}
      </p>
      <Visits run={run} visit={visit} onChoose={onChoose} />
      {hasFailed && <Failure error={error} cause={cause} />}
      <Logs arn={arn} visit={visit} key={visit.id} />
      <Children attempts={attempts} />
      {mapRunOf(attempts) === undefined && visit.items && (
        <Items run={run} visit={visit} onChoose={onChoose} />
      )}
      {attempts.length > 1 && <Attempts attempts={attempts} enteredAt={enteredAt} />}
      <div class="pair">
        <Value title="Input" value={input} />
        <Value title="Output" value={output} />
      </div>
    </Card>
  );
}

/** From one visit of the same state to the next. */
function Visits({
  run,
  visit,
  onChoose,
}: Omit<Props, 'arn'> & { readonly visit: StateVisit }): JSX.Element | null {
  const all = run.states.filter(({ name }) => name === visit.name);
  const at = all.indexOf(visit);
  const [before, after] = [all[at - 1], all[at + 1]];
  if (all.length < 2) return null;
  const step = (label: string, mark: string, to: StateVisit | undefined): JSX.Element => (
    <button
      type="button"
      aria-label={label}
      disabled={!to}
      onClick={() => {
        if (to) onChoose(to);
      }}
    >
      {mark}
    </button>
  );
  return (
    <p class="visits" role="group" aria-label="Visits of this state">
      {step('Visit before', '‹', before)}
      <span>
        visit {(at + 1).toLocaleString()} of {all.length.toLocaleString()}
      </span>
      {step('Visit after', '›', after)}
    </p>
  );
}

function Failure({ error, cause }: { error: string | undefined; cause: string | undefined }): JSX.Element {
  const { message, trace } = readCause(cause);
  return (
    <div class="failure">
      <p class="error">{error ?? 'It failed without a name'}</p>
      {message !== '' && <p class="reason">{printable(message)}</p>}
      {trace.length > 0 && <Text title="Traceback" text={trace.join('\n')} />}
    </div>
  );
}

function isMapRun(arn: string): boolean {
  return arn.includes(':mapRun:');
}

/** A distributed Map has its items in a run of its own. */
function mapRunOf(attempts: readonly Attempt[]): string | undefined {
  return attempts.map(({ childArn }) => childArn).find((arn) => arn !== undefined && isMapRun(arn));
}

/** What it has started and waits for. */
function Children({ attempts }: { readonly attempts: readonly Attempt[] }): JSX.Element | null {
  const arns = attempts.flatMap(({ childArn }) => childArn ?? []);
  if (arns.length === 0) return null;
  return (
    <ul class="children">
      {arns.map((arn) => {
        const link = linkToChild(arn);
        const what = isMapRun(arn) ? 'Map run' : 'Execution';
        return (
          <li key={arn}>
            {link === undefined ? <code>{arn}</code> : <a href={link}>{`${what} ${nameOf(arn)} →`}</a>}
            {isMapRun(arn) && <MapRunItems arn={arn} />}
          </li>
        );
      })}
    </ul>
  );
}

function Attempts({
  attempts,
  enteredAt,
}: {
  readonly attempts: readonly Attempt[];
  readonly enteredAt: number;
}): JSX.Element {
  return (
    <div class="wide" tabIndex={0} role="region" aria-label="Attempts, table">
      <table class="attempts">
        <thead>
          <tr>
            <th scope="col">Attempt</th>
            <th scope="col" class="number">
              After
            </th>
            <th scope="col" class="number">
              Duration
            </th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map(({ startedAt, endedAt, outcome, error, cause }, index) => (
            <tr key={index} class={outcome}>
              <th scope="row">{index + 1}</th>
              <td class="number">{formatDuration(startedAt - enteredAt)}</td>
              <td class="number">{endedAt === undefined ? '' : formatDuration(endedAt - startedAt)}</td>
              <td>
                {outcome === 'failed'
                  ? [error, readCause(cause).message].filter(Boolean).join(': ')
                  : outcome}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
