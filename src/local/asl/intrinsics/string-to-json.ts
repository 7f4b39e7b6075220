import type { Json } from '../../../json.ts';
import { IntrinsicProblem, stringArgument } from './intrinsic.ts';
import type { Intrinsic } from './intrinsic.ts';

/** States.StringToJson(text); an empty text is null. */
export const stringToJson: Intrinsic = {
  arity: [1, 1],
  call(args) {
    const text = stringArgument(args, 0);
    if (text.trim() === '') return null;
    try {
      return JSON.parse(text) as Json;
    } catch {
      throw new IntrinsicProblem('Invalid JSON input');
    }
  },
};
