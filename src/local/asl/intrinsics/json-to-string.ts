import type { Intrinsic } from './intrinsic.ts';

/** States.JsonToString(value): compact JSON. */
export const jsonToString: Intrinsic = { arity: [1, 1], call: ([value]) => JSON.stringify(value) };
