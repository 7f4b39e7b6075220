import { isObject, type JsonObject } from '../../json.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { didYouMean } from '../nearest.ts';
import type { Path, Step } from '../workflow.ts';

/** A place of the file that names another step. */
interface Reference {
  readonly name: string;
  readonly path: Path;
}

/** Reports every `next`, `default`, rule and catcher of the step at `path` that leads to no step. */
export function checkReferences(
  step: Step,
  path: Path,
  names: ReadonlySet<string>,
  diagnostics: Diagnostics,
): void {
  for (const reference of referencesOf(step)) {
    if (names.has(reference.name)) continue;
    const hint = didYouMean(reference.name, names);
    diagnostics.error([...path, ...reference.path], `there is no step "${reference.name}"`, hint);
  }
}

function referencesOf(step: Step): Reference[] {
  const catchers = (step.catch ?? []).map(({ next }, index) => ({
    name: next,
    path: ['catch', index, 'next'],
  }));
  return [...maybe(step.next, 'next'), ...catchers, ...ownReferences(step)];
}

function ownReferences(step: Step): Reference[] {
  if (step.kind === 'state') return aslReferences(step.state, ['state']);
  if (step.kind !== 'choice') return [];
  const rules = step.rules.map(({ next }, index) => ({ name: next, path: ['choice', index, 'next'] }));
  return [...rules, ...maybe(step.default, 'default')];
}

/** Where a state in ASL leads to. */
function aslReferences(state: JsonObject, path: Path): Reference[] {
  const own = ['Next', 'Default'].flatMap((key) => maybe(state[key], ...path, key));
  const lists = ['Choices', 'Catch'].flatMap((key) => {
    const items = state[key];
    if (!Array.isArray(items)) return [];
    return items.flatMap((item, index) =>
      isObject(item) ? maybe(item.Next, ...path, key, index, 'Next') : [],
    );
  });
  return [...own, ...lists];
}

function maybe(name: unknown, ...path: Path): Reference[] {
  return typeof name === 'string' ? [{ name, path }] : [];
}
