import { isObject, type JsonObject } from '../../json.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { didYouMean } from '../nearest.ts';
import type { Step } from '../step.ts';
import type { Path } from '../workflow.ts';

/** A place of the file that names another step. */
interface Reference {
  readonly name: string;
  readonly path: Path;
}

/** The names that a step may lead to, and those that it may not. */
export interface Names {
  /** Steps of its own list. */
  readonly own: ReadonlySet<string>;
  /** Steps of the whole machine. */
  readonly all: ReadonlySet<string>;
}

/** Reports every `next`, `default`, rule and catcher of the step that leads to no step of its list. */
export function checkReferences(step: Step, { own, all }: Names, diagnostics: Diagnostics): void {
  for (const { name, path } of referencesOf(step)) {
    if (own.has(name)) continue;
    const at = [...step.path, ...path];
    if (all.has(name)) {
      diagnostics.error(
        at,
        `step "${name}" is in another list`,
        'A step leads to steps of its own list alone',
      );
    } else diagnostics.error(at, `there is no step "${name}"`, () => didYouMean(name, own));
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
