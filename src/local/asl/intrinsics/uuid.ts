import type { Intrinsic } from './intrinsic.ts';

/** States.UUID(): a version 4 UUID. */
export const uuid: Intrinsic = { arity: [0, 0], call: (_, scope) => scope.uuid() };
