/** How many items or child executions of a map run stand how: a bar, and the numbers. */
import type { JSX } from 'preact';
import type { MapRun } from './aws.ts';

export type CountsOf = Pick<
  NonNullable<MapRun['itemCounts']>,
  'total' | 'succeeded' | 'failed' | 'running' | 'pending' | 'timedOut' | 'aborted'
>;

export function Counts({ counts }: { readonly counts: CountsOf | undefined }): JSX.Element {
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
    <>
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
    </>
  );
}
