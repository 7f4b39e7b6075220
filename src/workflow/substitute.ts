/** `${name}`, and `$${` for a plain `${`. One that is never closed goes to the end: it is read once, not from each `${` on. */
const token = /\$\$\{|\$\{([^}]*)(\}|$)/g;

/** The reference that always stands for a plain `$`; `inert` writes it, so that a value never turns into a reference. */
const dollar = '$';

/**
 * Replaces every `${name}` of `text` by what `lookup` answers, and turns the escape `$${` into `${`. What is put in
 * is never looked at again. Every text of a Workflow's environments, permissions, steps, definition, description and
 * input goes through here exactly once, when region, account and functions are known.
 */
export function substitute(text: string, lookup: (name: string) => string): string {
  return text.replace(token, (whole, name?: string, close?: string) => {
    if (name === undefined) return '${';
    if (close === '') return whole;
    return name === dollar ? '$' : lookup(name);
  });
}

/**
 * The same for some references only: those that `lookup` knows nothing of, and all escapes, stay for a later pass. That
 * pass sees what is put in: it is `inert`, or `settled`.
 */
export function substituteSome(text: string, lookup: (name: string) => string | undefined): string {
  return text.replace(token, (whole, name?: string, close?: string) =>
    name === undefined || name === dollar || close === '' ? whole : (lookup(name) ?? whole),
  );
}

/** The names of all references in `text`, in order. */
export function referencesIn(text: string): string[] {
  return [...text.matchAll(token)].flatMap(([, name, close]) =>
    name === undefined || name === dollar || close === '' ? [] : [name],
  );
}

/** Whether a `${` is opened and never closed. */
export function hasOpenReference(text: string): boolean {
  return [...text.matchAll(token)].some(([, , close]) => close === '');
}

/** `text` written so that it means the same wherever it is put: its references stay, and no others come about. */
export function settled(text: string): string {
  return text.replace(/\$\$\{|\$\{[^}]*(?:\}|$)|\$/g, (found) => {
    if (found === '$${') return `${inert('$')}{`;
    return found.endsWith('}') ? found : inert(found);
  });
}

/** `value` written so that `substitute` gives it back as it is, wherever it is put. */
export function inert(value: string): string {
  return value.replaceAll('$', () => '${$}');
}
