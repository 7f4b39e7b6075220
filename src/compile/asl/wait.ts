/** `wait:` → a Wait state. */
import type { JsonObject } from '../../json.ts';
import type { StepCommon, WaitStep } from '../../workflow/step.ts';
import { isPath } from './path.ts';

export function waitState({ wait, queryLanguage }: StepCommon & WaitStep): JsonObject {
  const [field, value] = 'seconds' in wait ? ['Seconds', wait.seconds] : ['Timestamp', wait.until];
  return { Type: 'Wait', [isPath(value, queryLanguage) ? `${field}Path` : field]: value };
}
