/** What in JSONPath is a path and not a text. */
import type { Json } from '../../json.ts';
import type { QueryLanguage } from '../../workflow/workflow.ts';

/** `$`, `$.total`, `$[0]`, the context object's `$$.Execution.Id` or a variable's `$total.net`. */
export function isPath(value: Json | undefined, queryLanguage: QueryLanguage): boolean {
  return queryLanguage === 'JSONPath' && typeof value === 'string' && /^\$($|[$.[A-Za-z_])/.test(value);
}
