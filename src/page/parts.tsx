/** Small things that every page is made of. */
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Refusal } from './aws.ts';

/** A heading and what it is the heading of. */
export function Card({
  title,
  name,
  side,
  children,
}: {
  readonly title: string;
  readonly name?: string;
  /** Beside the title. */
  readonly side?: ComponentChildren;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section class={`card ${name ?? ''}`} aria-label={title}>
      <div class="cardHead">
        <h2>{title}</h2>
        {side}
      </div>
      {children}
    </section>
  );
}

/** What went wrong between the page and the endpoint. */
export function Trouble({ problem }: { readonly problem: Error | undefined }): JSX.Element | null {
  if (!problem) return null;
  const isRefused = problem instanceof Refusal;
  return (
    <p class="trouble" role="alert">
      <strong>{isRefused ? problem.code : 'The endpoint does not answer'}</strong>
      <span>{isRefused ? problem.message : 'Is stepline local still running? This page tries again.'}</span>
    </p>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="empty">
      <p class="emptyTitle">{title}</p>
      {children}
    </div>
  );
}

/** Puts a text where others can take it. */
export function Copy({ text, what }: { readonly text: string; readonly what: string }): JSX.Element {
  const [isDone, setDone] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setDone(true);
  };
  return (
    <button
      type="button"
      class="quiet"
      aria-label={`Copy ${what}`}
      onClick={() => void copy()}
      onBlur={() => {
        setDone(false);
      }}
    >
      {isDone ? 'Copied' : 'Copy'}
    </button>
  );
}

/** A link back to what this is one of. */
export function Crumbs({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return (
    <nav class="crumbs" aria-label="Where this is">
      {children}
    </nav>
  );
}
