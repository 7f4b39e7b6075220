import { isObject, type Json } from '../../json.ts';
import type { Kind } from '../schema/steps.ts';
import type { Diagnostics } from '../diagnostics.ts';

/** Longest state name [ASL]. */
const longestName = 80;

/** The names that steps give themselves, in their order; undefined where one gives none. A second use is reported. */
export function givenNames(steps: readonly unknown[], diagnostics: Diagnostics): (string | undefined)[] {
  const seen = new Map<string, number>();
  return steps.map((step, index) => {
    const name = isObject(step) ? step.name : undefined;
    if (typeof name !== 'string') return undefined;
    const first = seen.get(name);
    if (first === undefined) seen.set(name, index);
    else {
      const { line } = diagnostics.locate(['steps', first]);
      diagnostics.error(['steps', index, 'name'], `the step in line ${line} is called "${name}" too`);
    }
    return name;
  });
}

/** A name for a step that has none, and that no other step has: what it does, with a number if need be. */
export function deriveName(wish: string, taken: ReadonlySet<string>): string {
  const plain = wish.slice(0, longestName);
  let name = plain;
  for (let n = 2; taken.has(name); n++) name = `${plain.slice(0, longestName - 5)} ${n}`;
  return name;
}

/** What a step without a name would like to be called. */
export function wishOf(kind: Kind, input: Readonly<Record<string, unknown>>): string {
  const value = input[kind] as Json;
  if (kind === 'wait') return typeof value === 'string' && /^\d/.test(value) ? `Wait ${value}` : 'Wait';
  if (kind === 'state') return isObject(value) && typeof value.Type === 'string' ? value.Type : 'State';
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}
