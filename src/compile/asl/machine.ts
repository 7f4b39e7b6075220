/** A list of steps → the states of a machine, of a branch or of a processor. */
import type { JsonObject } from '../../json.ts';
import type { Step, StepList } from '../../workflow/step.ts';

/** Compiles the lists of steps inside of a step. */
export type CompileList = (list: StepList) => JsonObject;

export function machineOf(
  { comment, steps }: StepList,
  compile: (step: Step, following: string | undefined) => JsonObject,
): JsonObject {
  const states = steps.map((step, index) => [step.name, compile(step, steps[index + 1]?.name)]);
  return {
    ...(comment !== undefined && { Comment: comment }),
    StartAt: steps[0]?.name ?? '',
    States: Object.fromEntries(states) as JsonObject,
  };
}
