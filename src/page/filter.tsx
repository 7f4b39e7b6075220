/** What is shown of a long list: all, or what has some words, or failures alone. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

export interface ListFilter {
  /** Whether to show what says this. */
  readonly takes: (says: () => string, isFailure: boolean) => boolean;
  /** The fields to fill in. */
  readonly fields: (shown: number, of: number) => JSX.Element;
}

export function useFilter(): ListFilter {
  const [words, setWords] = useState('');
  const [failuresAlone, setFailuresAlone] = useState(false);
  const wanted = words.toLowerCase();
  return {
    takes: (says, isFailure) =>
      (!failuresAlone || isFailure) && (wanted === '' || says().toLowerCase().includes(wanted)),
    fields: (shown, of) => (
      <div class="filter">
        <input
          type="search"
          placeholder="Filter"
          aria-label="Filter"
          value={words}
          onInput={({ currentTarget }) => {
            setWords(currentTarget.value);
          }}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={failuresAlone}
            onChange={({ currentTarget }) => {
              setFailuresAlone(currentTarget.checked);
            }}
          />
          Failures alone
        </label>
        <span class="soft" aria-live="polite">
          {shown === of ? of.toLocaleString() : `${shown.toLocaleString()} of ${of.toLocaleString()}`}
        </span>
      </div>
    ),
  };
}
