import { z } from 'zod';
import { about } from './about.ts';
import { map } from './map.ts';
import { duration, longest, text } from './text.ts';
import { assign, output, resultPath } from './data.ts';

const errorEquals = z
  .array(text(256))
  .min(1)
  .meta(about('Names of errors, such as States.Timeout; States.ALL is any', ['States.Timeout']));

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
  interval: duration(1, longest).meta(about('Wait before the first retry; 1s unless given', '1s')).optional(),
  maxAttempts: z
    .int()
    .min(0)
    .max(longest)
    .meta(about('Retries at most; 3 unless given, 0 for none', 5))
    .optional(),
  backoffRate: z
    .number()
    .min(1)
    .meta(about('Factor from one wait to the next; 2 unless given', 2))
    .optional(),
  // [ASL: MaxDelaySeconds is positive and less than 31622400]
  maxDelay: duration(1, 31_622_399).meta(about('Longest wait between two attempts', '30s')).optional(),
  jitterStrategy: z.enum(['FULL', 'NONE']).describe('FULL makes the waits random').optional(),
});

const catcher = map({
  errorEquals,
  next: text().meta(about('Step that goes on after the error', 'Reject')),
  assign: assign.optional(),
  output: output.optional(),
  resultPath: resultPath.optional(),
});

export const retriers = z
  .array(retrier)
  .superRefine(allComesLast)
  .meta(
    about('Which errors are tried again, after how long and how often', [
      { errorEquals: ['Card.Busy'], interval: '1s', maxAttempts: 5 },
    ]),
  );
export const retry = z
  .union([retriers, text()], { error: 'must be a list of retriers, or the name of one of "retries"' })
  .meta(
    about(
      'Which errors are tried again, after how long and how often; or the name of a policy of "retries"',
      [{ errorEquals: ['Card.Busy'], interval: '1s', maxAttempts: 5 }],
      'patient',
    ),
  );
export const catchers = z
  .array(catcher)
  .superRefine(allComesLast)
  .meta(about('Which errors go on to another step', [{ errorEquals: ['States.ALL'], next: 'Reject' }]));

export type RetrierInput = z.infer<typeof retrier>;
export type CatcherInput = z.infer<typeof catcher>;
