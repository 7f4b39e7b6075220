import { arrayArgument, integerArgument, IntrinsicProblem } from './intrinsic.ts';
import type { Intrinsic } from './intrinsic.ts';
import { partition } from './partition.ts';

/** States.ArrayPartition(array, size). */
export const arrayPartition: Intrinsic = {
  arity: [2, 2],
  call(args) {
    const size = integerArgument(args, 1);
    if (size < 1) throw new IntrinsicProblem('Invalid arguments in call');
    return partition(arrayArgument(args, 0), size);
  },
};
