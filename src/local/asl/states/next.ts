import type { JsonObject } from '../../../json.ts';
import { text } from '../definition.ts';

/** Where a state's Next leads; nothing at the end. */
export function nextOf(definition: JsonObject): { readonly next?: string } {
  const next = text(definition, 'Next');
  return next === undefined ? {} : { next };
}
