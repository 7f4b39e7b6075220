/** A map run: how many of its items and child executions are done, and each of these. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { states, type MapRun } from './aws.ts';
import { ExecutionList } from './executionList.tsx';
import { Card, Crumbs, Trouble } from './parts.tsx';
import { usePolling } from './poll.ts';
import { homeOf, linkTo, machineOf, nameOf } from './route.ts';
import { lookOfStatus, Status } from './status.tsx';
import { ago, lasted } from './time.ts';

/** Milliseconds. */
const interval = 700;

export function MapRunPage({ arn }: { readonly arn: string }): JSX.Element {
  const [mapRun, setMapRun] = useState<MapRun>();
  const { problem } = usePolling(async (signal) => {
    setMapRun(await states(homeOf(arn), 'DescribeMapRun', { mapRunArn: arn }, signal));
    return interval;
  }, arn);
  const { executionArn, status, startDate, stopDate } = mapRun ?? {};
  document.title = `Map run ${nameOf(arn)} · Stepline local`;
  return (
    <>
      <Crumbs>
        <a href="#/">State machines</a>
        {executionArn !== undefined && (
          <>
            <a href={linkTo('machine', machineOf(executionArn))}>{nameOf(machineOf(executionArn))}</a>
            <a href={linkTo('execution', executionArn)}>{nameOf(executionArn)}</a>
          </>
        )}
      </Crumbs>
      <header class={`execution ${lookOfStatus(status)}`}>
        <h1>Map run</h1>
        <p class="facts">
          <Status status={status} />
          <span>{lasted(startDate, stopDate)}</span>
          <span>started {ago(startDate ?? 0)}</span>
          <code>{nameOf(arn)}</code>
        </p>
      </header>
      <Trouble problem={problem} />
      {mapRun && (
        <div class="pair">
          <Counts title="Items" counts={mapRun.itemCounts} />
          <Counts title="Child executions" counts={mapRun.executionCounts} />
        </div>
      )}
      <ExecutionList of={{ mapRunArn: arn }} title="Child executions" />
    </>
  );
}

type CountsOf = Pick<
  NonNullable<MapRun['itemCounts']>,
  'total' | 'succeeded' | 'failed' | 'running' | 'pending' | 'timedOut' | 'aborted'
>;

function Counts({ title, counts }: { title: string; counts: CountsOf | undefined }): JSX.Element {
  const {
    total = 0,
    succeeded = 0,
    failed = 0,
    running = 0,
    pending = 0,
    timedOut = 0,
    aborted = 0,
  } = counts ?? {};
  const parts = [
    ['passed', 'succeeded', succeeded],
    ['failed', 'failed', failed + timedOut],
    ['stopped', 'aborted', aborted],
    ['running', 'running', running],
    ['notReached', 'pending', pending],
  ] as const;
  let x = 0;
  return (
    <Card title={`${title} (${total.toLocaleString()})`}>
      <svg
        class="progress"
        viewBox={`0 0 ${Math.max(1, total)} 10`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {parts.map(([look, , count]) => {
          const rect = <rect key={look} class={look} x={x} width={count} height={10} />;
          x += count;
          return rect;
        })}
      </svg>
      <p class="facts">
        {parts
          .filter(([, , count]) => count > 0)
          .map(([look, word, count]) => (
            <span key={look}>
              {count.toLocaleString()} {word}
            </span>
          ))}
      </p>
    </Card>
  );
}
