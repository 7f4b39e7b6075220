import { performance } from 'node:perf_hooks';
import { createContext, Script } from 'node:vm';

/** How long all matching with one regular expression may take within an evaluation, in milliseconds. */
const limit = 500;

/** Repetition of repetition (`(a+)+`, `a*a*b`) is what makes a match take for ever; long subjects make it slow. */
const repetition = /[*+]|\{\d+,\}/g;
const longSubject = 10_000;

const exec = new Script('pattern.exec(subject)');
interface Sandbox {
  pattern: RegExp;
  subject: string;
}

/**
 * A RegExp whose matching ends: V8 cannot be interrupted within a match except by the vm module's timeout, which costs
 * a twentieth of a millisecond, so only patterns that may need it go that way. Make a new one for each evaluation.
 */
export class BoundedRegExp extends RegExp {
  readonly #repetitions: number;
  #sandbox: Sandbox | undefined;
  #spent = 0;

  constructor(pattern: RegExp | string, flags?: string) {
    super(pattern, flags);
    this.#repetitions = this.source.match(repetition)?.length ?? 0;
  }

  override exec(subject: string): RegExpExecArray | null {
    if (this.#spent >= limit) throw new TooSlow();
    const start = performance.now();
    try {
      const risky = this.#repetitions > 1 || subject.length > longSubject;
      return risky ? this.#interruptible(subject) : super.exec(subject);
    } finally {
      this.#spent += performance.now() - start;
    }
  }

  #interruptible(subject: string): RegExpExecArray | null {
    const pattern = new RegExp(this.source, this.flags);
    pattern.lastIndex = this.lastIndex;
    this.#sandbox ??= createContext({ pattern, subject }) as Sandbox;
    const sandbox = Object.assign(this.#sandbox, { pattern, subject });
    try {
      const timeout = Math.max(1, Math.ceil(limit - this.#spent));
      return exec.runInContext(sandbox, { timeout }) as RegExpExecArray | null;
    } catch {
      throw new TooSlow();
    } finally {
      this.lastIndex = pattern.lastIndex;
    }
  }
}

/** Matching was given up. Code and value make JSONata tell of it as of its own time limit. */
export class TooSlow extends Error {
  readonly code = 'D1012';
  readonly value = limit;
}
