import { integerArgument, IntrinsicProblem } from './intrinsic.ts';
import type { Intrinsic } from './intrinsic.ts';
import { range } from './range.ts';

/** AWS makes no longer ranges. */
const longest = 1000;

/** States.ArrayRange(first, last, step): up to and including last. */
export const arrayRange: Intrinsic = {
  arity: [3, 3],
  call(args) {
    const [first, last, step] = [
      integerArgument(args, 0),
      integerArgument(args, 1),
      integerArgument(args, 2),
    ];
    if (step === 0) throw new IntrinsicProblem('Step size cannot be 0');
    const numbers = range(first, last, step, longest + 1);
    if (numbers.length > longest)
      throw new IntrinsicProblem(`Range length must be less than ${longest} items`);
    return numbers;
  },
};
