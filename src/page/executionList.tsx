/** The executions of a state machine or of a map run, those of one status or all, more of them on demand. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { states, type ExecutionItem } from './aws.ts';
import { ExecutionTable } from './executionTable.tsx';
import { Card, Empty, Trouble } from './parts.tsx';
import { usePolling } from './poll.ts';
import { homeOf } from './route.ts';

type Filter = 'ALL' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

const filters: readonly (readonly [Filter, string])[] = [
  ['ALL', 'All'],
  ['FAILED', 'Failed'],
  ['RUNNING', 'Running'],
  ['SUCCEEDED', 'Succeeded'],
  ['TIMED_OUT', 'Timed out'],
  ['ABORTED', 'Aborted'],
];

/** Executions that are shown at first, and more with each step; AWS lists 1,000 at once. */
const step = 50;
const most = 1_000;
/** Milliseconds. */
const interval = 1_000;

export function ExecutionList({
  of,
  title,
}: {
  readonly of: { readonly stateMachineArn: string } | { readonly mapRunArn: string };
  readonly title: string;
}): JSX.Element {
  const [filter, setFilter] = useState<Filter>('ALL');
  const [limit, setLimit] = useState(step);
  const [executions, setExecutions] = useState<readonly ExecutionItem[]>();
  const [hasMore, setHasMore] = useState(false);
  const arn = 'mapRunArn' in of ? of.mapRunArn : of.stateMachineArn;
  const { problem } = usePolling(async (signal) => {
    const by = filter === 'ALL' ? {} : { statusFilter: filter };
    const answer = await states(
      homeOf(arn),
      'ListExecutions',
      { ...of, ...by, maxResults: Math.min(most, limit) },
      signal,
    );
    setExecutions(answer.executions ?? []);
    setHasMore(answer.nextToken !== undefined && limit < most);
    return interval;
  }, `${arn} ${filter} ${limit}`);
  const chooser = (
    <select
      aria-label="Status"
      value={filter}
      onChange={({ currentTarget }) => {
        setFilter(currentTarget.value as Filter);
        setLimit(step);
      }}
    >
      {filters.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
  return (
    <Card title={title} side={chooser}>
      <Trouble problem={problem} />
      {executions?.length === 0 && (
        <Empty title={filter === 'ALL' ? 'It has not been executed yet' : 'None with this status'} />
      )}
      {executions !== undefined && executions.length > 0 && <ExecutionTable executions={executions} />}
      {hasMore && (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            setLimit(Math.min(most, limit * 4));
          }}
        >
          Show more
        </button>
      )}
    </Card>
  );
}
