import { createContext, Script } from 'node:vm';
import type { Evaluation } from './evaluation.ts';

const search = new Script('subject.search(pattern)');

/** Two repetitions, or one of a group, are what makes a match take for ever; a long subject makes it slow. */
const repetition = /[*+?{]/g;
const repeatedGroup = /\)[*+?{]/;
const longSubject = 10_000;

/** A regular expression that has to match a whole text, and whose matching ends. */
export class BoundedRegExp {
  readonly #pattern: RegExp;
  readonly #risky: boolean;
  readonly #sandbox: { readonly pattern: RegExp; subject: string };

  /** Throws SyntaxError. */
  constructor(source: string, flags: string) {
    this.#pattern = new RegExp(`^(?:${source})$`, flags);
    this.#risky = (source.match(repetition)?.length ?? 0) > 1 || repeatedGroup.test(source);
    this.#sandbox = { pattern: this.#pattern, subject: '' };
  }

  /**
   * V8 can be interrupted within a match only by the vm module's timeout, which costs a twentieth of a millisecond: what
   * cannot take long does without. Throws RuntimeError when the evaluation's time is up.
   */
  test(subject: string, evaluation: Evaluation): boolean {
    if (!this.#risky && subject.length < longSubject) return subject.search(this.#pattern) === 0;
    this.#sandbox.subject = subject;
    const timeout = Math.ceil(evaluation.left());
    try {
      return search.runInContext(createContext(this.#sandbox), { timeout }) === 0;
    } catch {
      throw evaluation.tooLong();
    }
  }
}
