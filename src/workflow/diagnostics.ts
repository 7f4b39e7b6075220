import { formatProblem, UserError, type Position, type Problem } from '../errors.ts';
import type { Excerpt, Path } from './workflow.ts';
import type { LocatedDocument } from './yaml/document.ts';

/** More than anybody corrects at once. Each takes time, and a file that has them is most likely no workflow at all. */
export const mostProblems = 1_000;

/** Names are looked for among all others: not for each of a thousand mistakes. */
const mostLooks = 100;

/** What to do; or, where that takes looking for, how to find it. */
export type Hint = string | (() => string | undefined);

/** Collects what is wrong with a document, so that all of it is shown at once; throws it as UserError when it becomes too much. */
export class Diagnostics {
  readonly problems: Problem[];
  readonly warnings: Problem[] = [];
  readonly #document: LocatedDocument;

  /** @param found what reading the document has found already. */
  constructor(document: LocatedDocument, found: readonly Problem[] = []) {
    this.#document = document;
    this.problems = [...found];
  }

  /** Something wrong with the value at `path`. */
  error(path: Path, what: string, hint?: Hint): void {
    this.#add(path, 'value', what, hint);
  }

  /** Something wrong with the key that `path` ends with. */
  errorAtKey(path: Path, what: string, hint?: Hint): void {
    this.#add(path, 'key', what, hint);
  }

  warn(path: Path, what: string, hint?: string): void {
    if (this.warnings.length >= mostProblems) return;
    this.warnings.push({ ...this.#problem(path, 'value', what, hint), severity: 'warning' });
  }

  locate(path: Path, excerpt?: Excerpt): Position {
    return this.#document.locate(path, excerpt);
  }

  #add(path: Path, part: 'value' | 'key', what: string, hint?: Hint): void {
    if (this.problems.length >= mostProblems) throw this.#tooMany(path);
    this.problems.push(this.#problem(path, part, what, typeof hint === 'function' ? this.#look(hint) : hint));
  }

  #look(hint: () => string | undefined): string | undefined {
    return this.problems.length < mostLooks ? hint() : undefined;
  }

  #tooMany(path: Path): UserError {
    const what = `there are more than ${mostProblems} mistakes, of which this one and the rest are not shown`;
    return new UserError([
      ...inOrder(this.problems, this.#document.file),
      this.#problem(path, 'value', what),
    ]);
  }

  #problem(path: Path, part: 'value' | 'key', what: string, hint?: string): Problem {
    const at = part === 'key' ? this.#document.locateKey(path) : this.#document.locate(path);
    const end = this.#document.locateEnd(path, part);
    return { what, ...(hint !== undefined && { hint }), at, ...(end && { end }) };
  }
}

/**
 * Each problem once, in the order of reading: those without a place, then `file`'s, then other files'. (An alias shows the
 * same mistake at the same place as often as it is used.)
 */
export function inOrder(problems: readonly Problem[], file: string): Problem[] {
  const once = new Map(problems.map((one) => [formatProblem(one), one]));
  const rank = ({ at }: Problem): number => (at === undefined ? 0 : at.file === file ? 1 : 2);
  return [...once.values()].sort((a, b) => rank(a) - rank(b) || comparePlaces(a.at, b.at));
}

function comparePlaces(a: Position | undefined, b: Position | undefined): number {
  if (!a || !b) return 0;
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
