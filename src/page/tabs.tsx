/** One of several, chosen by tabs that the arrow keys walk (WAI-ARIA Authoring Practices, Tabs). */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';

interface Props {
  readonly label: string;
  readonly tabs: readonly (readonly [name: string, content: () => JSX.Element])[];
}

export function Tabs({ label, tabs }: Props): JSX.Element {
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    const next = (chosen + by + tabs.length) % tabs.length;
    setChosen(next);
    list.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <section class="card">
      <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={walk}>
        {tabs.map(([name], index) => (
          <button
            key={index}
            type="button"
            role="tab"
            id={`tab-${index}`}
            aria-selected={index === chosen}
            aria-controls="panel"
            tabIndex={index === chosen ? 0 : -1}
            onClick={() => {
              setChosen(index);
            }}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby={`tab-${chosen}`}>
        {tabs[chosen]?.[1]()}
      </div>
    </section>
  );
}
