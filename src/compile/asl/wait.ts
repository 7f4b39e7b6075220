/** `wait:` → a Wait state. */
import type { JsonObject } from '../../json.ts';
import type { StepCommon, WaitStep } from '../../workflow/workflow.ts';

export function waitState({ wait, queryLanguage }: StepCommon & WaitStep): JsonObject {
  const [field, value] = 'seconds' in wait ? ['Seconds', wait.seconds] : ['Timestamp', wait.until];
  const isPath = queryLanguage === 'JSONPath' && typeof value === 'string' && value.startsWith('$');
  return { Type: 'Wait', [isPath ? `${field}Path` : field]: value };
}
