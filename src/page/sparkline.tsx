/** The last executions as a row of bars: the higher the longer, the oldest first. */
import type { JSX } from 'preact';
import type { ExecutionItem } from './aws.ts';
import { lookOfStatus } from './status.tsx';

const [width, height, step, least] = [192, 32, 8, 6];

export function Sparkline({ executions }: { readonly executions: readonly ExecutionItem[] }): JSX.Element {
  const all = executions.slice(0, width / step).reverse();
  const lengths = all.map(({ startDate = 0, stopDate = Date.now() / 1_000 }) => stopDate - startDate);
  const longest = Math.max(0.001, ...lengths);
  const failures = all.filter(({ status }) => lookOfStatus(status) === 'failed').length;
  const label = `The last ${all.length} executions, ${failures} of them failed`;
  return (
    <svg class="sparkline" width={width} height={height} role="img" aria-label={label}>
      {all.map(({ executionArn, status }, index) => {
        const tall = Math.max(least, ((lengths[index] ?? 0) / longest) * height);
        return (
          <rect
            key={executionArn}
            class={lookOfStatus(status)}
            x={index * step}
            y={height - tall}
            width={step - 2}
            height={tall}
            rx="1.5"
          />
        );
      })}
    </svg>
  );
}
