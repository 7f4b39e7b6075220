import { IntrinsicProblem, stringArgument } from './intrinsic.ts';
import type { Intrinsic } from './intrinsic.ts';

/** AWS takes no longer data. */
export const longestBase64 = 10_000;

/** States.Base64Encode(text). */
export const base64Encode: Intrinsic = {
  arity: [1, 1],
  call(args) {
    const text = stringArgument(args, 0);
    if (text.length > longestBase64)
      throw new IntrinsicProblem('Data size exceeds the limit of 10000 characters');
    return Buffer.from(text).toString('base64');
  },
};
