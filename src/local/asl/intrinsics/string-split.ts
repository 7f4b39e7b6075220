import { stringArgument } from './intrinsic.ts';
import type { Intrinsic } from './intrinsic.ts';

/** States.StringSplit(text, delimiters): split at each of the delimiters' characters, empty pieces left out. */
export const stringSplit: Intrinsic = {
  arity: [2, 2],
  call(args) {
    const delimiters = new Set(stringArgument(args, 1));
    const pieces = [''];
    for (const character of stringArgument(args, 0)) {
      if (delimiters.has(character)) pieces.push('');
      else pieces.push((pieces.pop() ?? '') + character);
    }
    return pieces.filter((piece) => piece !== '');
  },
};
