/** `succeed:` → a Succeed state. */
import type { JsonObject } from '../../json.ts';
import type { SucceedStep } from '../../workflow/step.ts';

export function succeedState({ output }: SucceedStep): JsonObject {
  return { Type: 'Succeed', ...(output !== undefined && { Output: output }) };
}
