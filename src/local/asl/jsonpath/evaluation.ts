import { performance } from 'node:perf_hooks';
import type { Json } from '../../../json.ts';
import { RuntimeError } from '../errors/runtime.ts';

/** Real milliseconds that one evaluation may take: nothing else goes on meanwhile. */
const limit = 500;

/** Looking at the clock costs as much as some steps. */
const stride = 64;

/** One evaluation of a path: what `$` in a filter stands for, and how long it may still take. */
export class Evaluation {
  readonly root: Json;
  readonly #path: string;
  readonly #end = performance.now() + limit;
  #steps = 0;

  constructor(path: string, root: Json) {
    this.#path = path;
    this.root = root;
  }

  /** Milliseconds left. Throws RuntimeError when there are none. */
  left(): number {
    const left = this.#end - performance.now();
    if (left > 0) return left;
    throw this.tooLong();
  }

  /** Called for every value that is looked at. Throws RuntimeError when time is up. */
  step(): void {
    if (++this.#steps % stride === 0) this.left();
  }

  tooLong(): RuntimeError {
    return new RuntimeError(`The path '${this.#path}' takes too long`);
  }
}
