/** `fail:` → a Fail state. */
import type { JsonObject } from '../../json.ts';
import type { FailStep } from '../../workflow/step.ts';

export function failState({ error, cause }: FailStep): JsonObject {
  return {
    Type: 'Fail',
    ...(error !== undefined && { Error: error }),
    ...(cause !== undefined && { Cause: cause }),
  };
}
