/** A map run: how many of its items and child executions are done, and each of these. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { states, type MapRun } from './aws.ts';
import { ExecutionList } from './executionList.tsx';
import { Counts, type CountsOf } from './counts.tsx';
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
          <CountsCard title="Items" counts={mapRun.itemCounts} />
          <CountsCard title="Child executions" counts={mapRun.executionCounts} />
        </div>
      )}
      <ExecutionList of={{ mapRunArn: arn }} title="Child executions" />
    </>
  );
}

function CountsCard({
  title,
  counts,
}: {
  readonly title: string;
  readonly counts: CountsOf | undefined;
}): JSX.Element {
  return (
    <Card title={`${title} (${(counts?.total ?? 0).toLocaleString()})`}>
      <Counts counts={counts} />
    </Card>
  );
}
