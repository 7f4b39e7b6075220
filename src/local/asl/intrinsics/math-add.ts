import { integerArgument } from './intrinsic.ts';
import type { Intrinsic } from './intrinsic.ts';

/** States.MathAdd(one, other): both rounded first. */
export const mathAdd: Intrinsic = {
  arity: [2, 2],
  call: (args) => integerArgument(args, 0) + integerArgument(args, 1),
};
