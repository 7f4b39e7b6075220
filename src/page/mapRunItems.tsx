/** The items of a distributed Map as they stand: its run tells them, the execution's own history does not. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { states, type MapRun } from './aws.ts';
import { Counts } from './counts.tsx';
import { usePolling } from './poll.ts';
import { homeOf } from './route.ts';

/** Milliseconds: while it runs, and afterwards, when it can still be redriven. */
const [interval, seldom] = [700, 5_000];

export function MapRunItems({ arn }: { readonly arn: string }): JSX.Element | null {
  const [mapRun, setMapRun] = useState<MapRun>();
  usePolling(async (signal) => {
    const described = await states(homeOf(arn), 'DescribeMapRun', { mapRunArn: arn }, signal);
    setMapRun(described);
    return described.status === 'RUNNING' ? interval : seldom;
  }, arn);
  if (!mapRun) return null;
  return (
    <section class="items" aria-label="Items">
      <p class="facts">{countOf(mapRun.itemCounts?.total ?? 0)}</p>
      <Counts counts={mapRun.itemCounts} />
    </section>
  );
}

function countOf(total: number): string {
  return total === 1 ? '1 item' : `${total.toLocaleString()} items`;
}
