import { IntrinsicProblem, stringArgument } from './intrinsic.ts';
import type { Intrinsic } from './intrinsic.ts';
import { digest } from './digest.ts';

/** States.Hash(data, algorithm): hexadecimal; anything but a text is hashed as its JSON. */
export const hash: Intrinsic = {
  arity: [2, 2],
  call(args) {
    const data = typeof args[0] === 'string' ? args[0] : JSON.stringify(args[0]);
    const result = digest(data, stringArgument(args, 1));
    if (result === undefined) throw new IntrinsicProblem('Invalid hashing algorithm');
    return result;
  },
};
