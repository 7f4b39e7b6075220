import type { StepInput } from '../schema/steps.ts';
import type { ActivityStep } from '../step.ts';

export function activityOf({ activity }: StepInput<'activity'>): ActivityStep {
  return { kind: 'activity', activity };
}
