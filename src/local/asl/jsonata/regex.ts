import { createContext, Script } from 'node:vm';

/** How long one match may take, in milliseconds, before it is given up as hostile. */
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
 * a tenth of a millisecond, so only patterns that may need it go that way.
 */
export class BoundedRegExp extends RegExp {
  readonly #sandbox: Sandbox = createContext({ pattern: this, subject: '' }) as Sandbox;
  readonly #repetitions: number;

  constructor(pattern: RegExp | string, flags?: string) {
    super(pattern, flags);
    this.#repetitions = this.source.match(repetition)?.length ?? 0;
  }

  override exec(subject: string): RegExpExecArray | null {
    if (this.#repetitions < 2 && subject.length < longSubject) return super.exec(subject);
    const plain = new RegExp(this.source, this.flags);
    plain.lastIndex = this.lastIndex;
    const sandbox = Object.assign(this.#sandbox, { pattern: plain, subject });
    const found = exec.runInContext(sandbox, { timeout: limit }) as RegExpExecArray | null;
    this.lastIndex = plain.lastIndex;
    return found;
  }
}
