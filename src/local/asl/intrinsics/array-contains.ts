import type { Json } from '../../../json.ts';
import { deepEqual } from '../values.ts';
import { arrayArgument } from './intrinsic.ts';
import type { Intrinsic } from './intrinsic.ts';

/** States.ArrayContains(array, value). */
export const arrayContains: Intrinsic = {
  arity: [2, 2],
  call: (args) => arrayArgument(args, 0).some((item) => deepEqual(item, args[1] as Json)),
};
