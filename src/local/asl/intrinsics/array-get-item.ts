import { arrayArgument, integerArgument, IntrinsicProblem } from './intrinsic.ts';
import type { Intrinsic } from './intrinsic.ts';

/** States.ArrayGetItem(array, index). */
export const arrayGetItem: Intrinsic = {
  arity: [2, 2],
  call(args) {
    const items = arrayArgument(args, 0);
    const index = integerArgument(args, 1);
    const item = items[index];
    if (item === undefined) {
      throw new IntrinsicProblem(`Index ${index} out of bounds for length ${items.length}`);
    }
    return item;
  },
};
