import { arrayArgument } from './intrinsic.ts';
import type { Intrinsic } from './intrinsic.ts';

/** States.ArrayLength(array). */
export const arrayLength: Intrinsic = { arity: [1, 1], call: (args) => arrayArgument(args, 0).length };
