/** Values as coloured JSON, and long texts: never as markup. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Json } from '../json.ts';
import { printable } from '../report/printable.ts';
import { Copy } from './parts.tsx';

/** Characters that are shown at first, and that are coloured: each mark is an element. */
const mostAtFirst = 12_000;

export function Value({ title, value }: { title: string; value: Json | undefined }): JSX.Element | null {
  if (value === undefined) return null;
  const text = JSON.stringify(value, null, 2);
  return <Text title={title} text={text} isJson />;
}

export function Text({
  title,
  text,
  isJson = false,
}: {
  readonly title: string;
  readonly text: string;
  readonly isJson?: boolean;
}): JSX.Element {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? text : text.slice(0, mostAtFirst);
  return (
    <section class="value" aria-label={title}>
      <div class="valueHead">
        <h3>{title}</h3>
        <Copy text={text} what={title} />
      </div>
      <pre tabIndex={0} role="region" aria-label={`${title}, text`}>
        {isJson && shown.length <= mostAtFirst ? coloured(shown) : printable(shown)}
      </pre>
      {shown.length < text.length && (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            setWhole(true);
          }}
        >
          Show all {text.length.toLocaleString()} characters
        </button>
      )}
    </section>
  );
}

const token = /("(?:[^"\\]|\\.)*"?)(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function coloured(text: string): (string | JSX.Element)[] {
  const parts: (string | JSX.Element)[] = [];
  let end = 0;
  for (const match of text.matchAll(token)) {
    const [whole, quoted, colon = ''] = match;
    parts.push(text.slice(end, match.index));
    const kind = quoted === undefined ? 'literal' : colon === '' ? 'text' : 'key';
    parts.push(<span class={kind}>{printable(quoted ?? whole)}</span>, colon);
    end = match.index + whole.length;
  }
  return [...parts, text.slice(end)];
}
