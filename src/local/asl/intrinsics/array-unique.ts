import { canonicalJson } from '../../../json.ts';
import type { Json } from '../../../json.ts';
import { arrayArgument } from './intrinsic.ts';
import type { Intrinsic } from './intrinsic.ts';

/** States.ArrayUnique(array): each value once, where it first stood. */
export const arrayUnique: Intrinsic = {
  arity: [1, 1],
  call(args) {
    const seen = new Map<string, Json>();
    for (const item of arrayArgument(args, 0)) {
      const key = canonicalJson(item);
      if (!seen.has(key)) seen.set(key, item);
    }
    return [...seen.values()];
  },
};
