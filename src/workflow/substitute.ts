/** `${name}`, and `$${` for a plain `${`. */
const token = /\$\$\{|\$\{([^}]*)\}/g;

/** The reference that always stands for a plain `$`; `inert` writes it, so that a value never turns into a reference. */
const dollar = '$';

/**
 * Replaces every `${name}` of `text` by what `lookup` answers, and turns the escape `$${` into `${`. What is put in
 * is never looked at again. Every text of a Workflow's environments, permissions, steps, definition, description and
 * input goes through here exactly once, when region, account and functions are known.
 */
export function substitute(text: string, lookup: (name: string) => string): string {
  return text.replace(token, (_, name?: string) => {
    if (name === undefined) return '${';
    return name === dollar ? '$' : lookup(name);
  });
}

/**
 * The same for some references only: those that `lookup` knows nothing of, and all escapes, stay for a later pass. That
 * pass sees what is put in: it is `inert`, or `settled`.
 */
export function substituteSome(text: string, lookup: (name: string) => string | undefined): string {
  return text.replace(token, (whole, name?: string) =>
    name === undefined || name === dollar ? whole : (lookup(name) ?? whole),
  );
}

/** The names of all references in `text`, in order. */
export function referencesIn(text: string): string[] {
  const names = [...text.matchAll(token)].map(([, name]) => name);
  return names.filter((name) => name !== undefined && name !== dollar) as string[];
}

/** Whether a `${` is opened and never closed. */
export function hasOpenReference(text: string): boolean {
  return text.replace(token, '\n').includes('${');
}

/** `text` written so that it means the same wherever it is put: its references stay, and no others come about. */
export function settled(text: string): string {
  return text.replace(/\$\$\{|\$\{[^}]*\}|\$/g, (found) => {
    if (found === '$') return inert(found);
    return found === '$${' ? `${inert('$')}{` : found;
  });
}

/** `value` written so that `substitute` gives it back as it is, wherever it is put. */
export function inert(value: string): string {
  return value.replaceAll('$', () => '${$}');
}
