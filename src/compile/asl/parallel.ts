/** `parallel:` → a Parallel state. */
import type { JsonObject } from '../../json.ts';
import type { ParallelStep } from '../../workflow/step.ts';
import type { CompileList } from './machine.ts';

export function parallelState({ branches }: ParallelStep, compileList: CompileList): JsonObject {
  return { Type: 'Parallel', Branches: branches.map(compileList) };
}
