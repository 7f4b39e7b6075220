import { isObject, type Json } from '../../json.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { Kind } from '../schema/steps.ts';
import type { Path } from '../workflow.ts';

/** Longest state name [ASL]. */
const longestName = 80;

export interface RawList {
  /** What stands where a list of steps should be. */
  readonly list: Json | undefined;
  readonly path: Path;
}

/** The lists of steps inside of a step as the file has it, each with its place from the step on. */
export function rawInnerLists(step: Json): RawList[] {
  if (!isObject(step)) return [];
  const { parallel, map } = step;
  const branches = Array.isArray(parallel) ? (parallel as readonly Json[]) : [];
  return [
    ...branches.map((branch, index) => stepsIn(branch, ['parallel', index])),
    ...(isObject(map) ? [stepsIn(map, ['map'])] : []),
  ];
}

function stepsIn(value: Json, path: Path): RawList {
  return { list: isObject(value) ? value.steps : undefined, path: [...path, 'steps'] };
}

/** The steps of a list and those inside of them. */
export function countSteps(list: Json | undefined): number {
  if (!Array.isArray(list)) return 0;
  const inner = (list as readonly Json[]).flatMap(rawInnerLists).map((one) => countSteps(one.list));
  return inner.reduce((sum, count) => sum + count, list.length);
}

/** The names that the steps of a list and those inside of them give themselves. A second use is reported. */
export function givenNames({ list, path }: RawList, diagnostics: Diagnostics): ReadonlySet<string> {
  const first = new Map<string, Path>();
  for (const [name, at] of namesIn({ list, path })) {
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, at);
    else {
      const { line } = diagnostics.locate(earlier);
      diagnostics.error([...at, 'name'], `the step in line ${line} is called "${name}" too`);
    }
  }
  return new Set(first.keys());
}

/** Names with the places of their steps, each before those inside of it. */
function namesIn({ list, path }: RawList): [string, Path][] {
  if (!Array.isArray(list)) return [];
  return (list as readonly Json[]).flatMap((step, index) => {
    const at = [...path, index];
    const inner = rawInnerLists(step).flatMap((one) => namesIn({ ...one, path: [...at, ...one.path] }));
    return isObject(step) && typeof step.name === 'string' ? [[step.name, at], ...inner] : inner;
  });
}

/** All names of a machine. */
export class StateNames {
  readonly all: Set<string>;
  /** The last number of each name, so that thousands of the same kind are not counted anew. */
  readonly #numbers = new Map<string, number>();

  constructor(given: Iterable<string>) {
    this.all = new Set(given);
  }

  /** A name for a step that has none, and that no other step has: what it does, with a number if need be. */
  derive(wish: string): string {
    const plain = wish.slice(0, longestName);
    let name = plain;
    let number = this.#numbers.get(plain) ?? 1;
    while (this.all.has(name)) name = `${plain.slice(0, longestName - 5)} ${++number}`;
    this.#numbers.set(plain, number);
    this.all.add(name);
    return name;
  }
}

/** What a step without a name would like to be called. */
export function wishOf(kind: Kind, input: Readonly<Record<string, unknown>>): string {
  const value = input[kind] as Json;
  if (kind === 'wait') return typeof value === 'string' && /^\d/.test(value) ? `Wait ${value}` : 'Wait';
  if (kind === 'state') return isObject(value) && typeof value.Type === 'string' ? value.Type : 'State';
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}
