/** `pass:` → a Pass state. */
import type { JsonObject } from '../../json.ts';
import type { PassStep, StepCommon } from '../../workflow/step.ts';

/** The value is `Output` in JSONata, `Result` in JSONPath; without one the input passes. */
export function passState({ value, queryLanguage }: StepCommon & PassStep): JsonObject {
  if (value === undefined) return { Type: 'Pass' };
  return { Type: 'Pass', [queryLanguage === 'JSONata' ? 'Output' : 'Result']: value };
}
