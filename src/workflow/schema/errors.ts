import { z } from 'zod';
import { map } from './map.ts';
import { duration, longest, text } from './text.ts';
import { assign, output, resultPath } from './data.ts';

const errorEquals = z
  .array(text(256))
  .min(1)
  .describe('Names of errors, such as States.Timeout; States.ALL is any');

/** `States.ALL` stands alone and in the last place, or AWS refuses the definition. */
function allComesLast(
  clauses: readonly { errorEquals: readonly string[] }[],
  context: z.RefinementCtx,
): void {
  clauses.forEach(({ errorEquals: names }, index) => {
    if (!names.includes('States.ALL')) return;
    const path = [index, 'errorEquals'];
    const message = names.length > 1 ? 'must have "States.ALL" alone' : 'with "States.ALL" must come last';
    if (names.length > 1 || index < clauses.length - 1) context.addIssue({ code: 'custom', path, message });
  });
}

const retrier = map({
  errorEquals,
  interval: duration(1, longest).describe('Wait before the first retry; 1s unless given').optional(),
  maxAttempts: z.int().min(0).max(longest).describe('Retries at most; 3 unless given, 0 for none').optional(),
  backoffRate: z.number().min(1).describe('Factor from one wait to the next; 2 unless given').optional(),
  // [ASL: MaxDelaySeconds is positive and less than 31622400]
  maxDelay: duration(1, 31_622_399).describe('Longest wait between two attempts').optional(),
  jitterStrategy: z.enum(['FULL', 'NONE']).describe('FULL makes the waits random').optional(),
});

const catcher = map({
  errorEquals,
  next: text().describe('Step that goes on after the error'),
  assign: assign.optional(),
  output: output.optional(),
  resultPath: resultPath.optional(),
});

export const retry = z
  .array(retrier)
  .superRefine(allComesLast)
  .describe('Which errors are tried again, after how long and how often');
export const catchers = z
  .array(catcher)
  .superRefine(allComesLast)
  .describe('Which errors go on to another step');

export type RetrierInput = z.infer<typeof retrier>;
export type CatcherInput = z.infer<typeof catcher>;
