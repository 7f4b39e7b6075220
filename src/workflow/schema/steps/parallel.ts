import { z } from 'zod';
import { about } from '../about.ts';
import { map } from '../map.ts';
import { fallible, handedOver, named } from './common.ts';

/** @param steps what the lists of steps inside must be. */
export function parallelStep<Steps extends z.ZodType>(steps: Steps) {
  const branch = map(
    {
      steps: steps.meta(
        about('The states of the branch, in the order they run', [{ function: 'functions/charge.py' }]),
      ),
      comment: named.comment,
    },
    '{ steps: […] }',
  );
  return map({
    parallel: z
      .array(branch)
      .min(1)
      .meta(
        about('Branches that run at once, each with the same input', [
          { steps: [{ function: 'functions/charge.py' }] },
          { steps: [{ function: 'functions/ship.py' }] },
        ]),
      ),
    ...handedOver,
    ...fallible,
  }).describe('Runs several lists of steps at once; the result is the list of their outputs');
}
