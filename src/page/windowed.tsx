/** A list of any length, of which no more is drawn than is seen. */
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface WindowedProps {
  readonly count: number;
  /** Pixels of each row. */
  readonly rowHeight: number;
  readonly label: string;
  readonly columns: readonly (readonly [name: string, title: ComponentChildren])[];
  /** A `div role="row"`'s cells. */
  readonly cells: (index: number) => JSX.Element;
  readonly classOf?: (index: number) => string;
  /** Whether it stays at its end as it grows. */
  readonly stays?: boolean;
  /** The row that is wanted to be seen. */
  readonly wanted?: number;
}

/** Rows that are drawn above and below those seen. */
const margin = 8;

export function Windowed(props: WindowedProps): JSX.Element {
  const { count, rowHeight, label, columns, cells, classOf, stays, wanted } = props;
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const wasAtEnd = useRef(true);
  const look = (): void => {
    const { scrollTop: top, clientHeight: height, scrollHeight } = box.current ?? new HTMLDivElement();
    wasAtEnd.current = top + height >= scrollHeight - rowHeight;
    setView({ top, height });
  };
  useLayoutEffect(() => {
    if (stays && wasAtEnd.current) box.current?.scrollTo({ top: count * rowHeight });
  }, [count, stays]);
  useLayoutEffect(look, []);
  useLayoutEffect(() => {
    const one = box.current;
    if (!one || wanted === undefined || wanted < 0) return;
    const [top, bottom] = [wanted * rowHeight, (wanted + 2) * rowHeight];
    if (top < one.scrollTop) one.scrollTo({ top });
    else if (bottom > one.scrollTop + one.clientHeight) one.scrollTo({ top: bottom - one.clientHeight });
  }, [wanted]);
  const first = Math.max(0, Math.floor(view.top / rowHeight) - margin);
  const last = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + margin);
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
  return (
    <div class="windowed" ref={box} onScroll={look} tabIndex={0} role="region" aria-label={label}>
      <div role="table" aria-label={label} aria-rowcount={count + 1} aria-colcount={columns.length}>
        <div role="row" aria-rowindex={1} class="row columns">
          {columns.map(([name, title], index) => (
            <span key={index} role="columnheader" class={name}>
              {title}
            </span>
          ))}
        </div>
        <div role="rowgroup" class="rows" style={{ height: `${count * rowHeight}px` }}>
          {shown.map((index) => (
            <div
              key={index}
              role="row"
              aria-rowindex={index + 2}
              class={`row ${classOf?.(index) ?? ''}`}
              style={{ top: `${index * rowHeight}px`, height: `${rowHeight}px` }}
            >
              {cells(index)}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
