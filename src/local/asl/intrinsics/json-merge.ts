import { isObject } from '../../../json.ts';
import { IntrinsicProblem } from './intrinsic.ts';
import type { Intrinsic } from './intrinsic.ts';

/** States.JsonMerge(one, other, false): members of the other win; AWS offers no deep merge. */
export const jsonMerge: Intrinsic = {
  arity: [3, 3],
  call([one, other, deep]) {
    if (!isObject(one) || !isObject(other)) throw new IntrinsicProblem('Invalid arguments in call');
    if (deep !== false) throw new IntrinsicProblem('Deep merge is not supported');
    return { ...one, ...other };
  },
};
