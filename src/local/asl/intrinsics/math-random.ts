import { integerArgument, IntrinsicProblem } from './intrinsic.ts';
import type { Intrinsic } from './intrinsic.ts';
import { seeded } from './seeded.ts';

/** States.MathRandom(start, end[, seed]): from start up to, not including, end. */
export const mathRandom: Intrinsic = {
  arity: [2, 3],
  call(args, scope) {
    const [start, end] = [integerArgument(args, 0), integerArgument(args, 1)];
    if (end <= start) throw new IntrinsicProblem('End must be greater than start');
    const number = args.length === 3 ? seeded(integerArgument(args, 2)) : scope.random();
    return start + Math.floor(number * (end - start));
  },
};
