/** `activity:` → a Task that waits for a worker. */
import type { JsonObject } from '../../json.ts';
import type { ActivityStep } from '../../workflow/step.ts';
import { arnIn } from './arn.ts';

export function activityState({ activity }: ActivityStep): JsonObject {
  return { Type: 'Task', Resource: arnIn('activity', activity) };
}
