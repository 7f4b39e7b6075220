import { RuntimeError } from './runtime.ts';

/** An intrinsic function refused its arguments. */
export class IntrinsicFailure extends RuntimeError {
  /** `call` is the call as the definition spells it. */
  constructor(call: string, problem: string) {
    super(`The function '${call}' had the following error: ${problem}`);
  }
}
