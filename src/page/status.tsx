/** How an execution, a map run or a visit fares: by colour, mark and word. */
import type { JSX } from 'preact';
import type { Look } from '../report/graph/standing.ts';
import { markOf, wordOf } from '../report/graph/words.ts';

const looks: Readonly<Record<string, Look>> = {
  RUNNING: 'running',
  PENDING_REDRIVE: 'running',
  SUCCEEDED: 'passed',
  FAILED: 'failed',
  TIMED_OUT: 'failed',
  ABORTED: 'stopped',
};

export function lookOfStatus(status: string | undefined): Look {
  return looks[status ?? ''] ?? 'plain';
}

export function Status({ status }: { readonly status: string | undefined }): JSX.Element {
  const look = lookOfStatus(status);
  const words = (status ?? '').toLowerCase().replaceAll('_', ' ');
  return <Badge look={look} words={words} />;
}

export function Badge({ look, words }: { readonly look: Look; readonly words?: string }): JSX.Element {
  return (
    <span class={`badge ${look}`}>
      <span aria-hidden="true">{markOf(look)}</span> {words ?? wordOf(look)}
    </span>
  );
}
