import { longestBase64 } from './base64-encode.ts';
import { IntrinsicProblem, stringArgument } from './intrinsic.ts';
import type { Intrinsic } from './intrinsic.ts';

/** States.Base64Decode(text). */
export const base64Decode: Intrinsic = {
  arity: [1, 1],
  call(args) {
    const text = stringArgument(args, 0);
    if (text.length > longestBase64)
      throw new IntrinsicProblem('Data size exceeds the limit of 10000 characters');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new IntrinsicProblem('Invalid Base64 input');
    return Buffer.from(text, 'base64').toString();
  },
};
