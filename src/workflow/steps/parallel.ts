import type { StepInput } from '../schema/steps.ts';
import type { ParallelStep } from '../step.ts';

export function parallelOf({ parallel }: StepInput<'parallel'>): ParallelStep {
  const branches = parallel.map(({ comment }) => ({ ...(comment !== undefined && { comment }), steps: [] }));
  return { kind: 'parallel', branches };
}
