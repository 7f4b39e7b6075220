import { z } from 'zod';
import { about } from '../about.ts';
import { map } from '../map.ts';
import { text } from '../text.ts';
import { fallible } from './common.ts';
import { itemBatcher, itemReader, resultWriter } from './items.ts';
import { amount } from './expression.ts';

/** @param steps what the list of steps inside must be. */
export function mapStep<Steps extends z.ZodType>(steps: Steps) {
  return map({
    map: map(
      {
        ...settings,
        steps: steps.meta(about('What is done with each item', [{ function: 'functions/charge.py' }])),
      },
      '{ steps: […] }',
    ).meta(
      about('The items, and what is done with each', {
        items: '{% $states.input.orders %}',
        steps: [{ function: 'functions/charge.py' }],
      }),
    ),
    ...fallible,
  }).describe('Runs a list of steps for each of many items; the result is the list of their outputs');
}

const settings = {
  items: z
    .unknown()
    .meta(
      about(
        "A list, or an expression or path that gives one; the step's input unless given",
        '{% $states.input.orders %}',
        '$.orders',
      ),
    )
    .optional(),
  itemSelector: z
    .unknown()
    .meta(
      about('What each run of the steps gets instead of the item alone', {
        order: '{% $states.context.Map.Item.Value %}',
      }),
    )
    .optional(),
  maxConcurrency: amount(z.int().min(0), 'a whole number from 0')
    .meta(about('Items worked on at once; 0: as many as possible', 10))
    .optional(),
  mode: z
    .enum(['INLINE', 'DISTRIBUTED'])
    .describe(
      'INLINE (unless given): within this execution. DISTRIBUTED: each item in an execution of its own',
    )
    .optional(),
  executionType: z
    .enum(['STANDARD', 'EXPRESS'])
    .describe('Type of the executions of a DISTRIBUTED map; STANDARD unless given')
    .optional(),
  itemReader: itemReader.optional(),
  itemBatcher: itemBatcher.optional(),
  resultWriter: resultWriter.optional(),
  toleratedFailurePercentage: amount(z.number().min(0).max(100), 'a number from 0 to 100')
    .meta(about('Share of items that may fail, in percent, before a DISTRIBUTED map fails', 5))
    .optional(),
  toleratedFailureCount: amount(z.int().min(0), 'a whole number from 0')
    .meta(about('Items that may fail before a DISTRIBUTED map fails', 10))
    .optional(),
  // [ASL: at most 40 characters; what names and ARNs cannot hold is refused]
  label: text(40)
    .regex(/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/]+$/, {
      error: 'must hold no white space, brackets, wildcards and special characters',
    })
    .meta(about('What the ARNs of the map runs of a DISTRIBUTED map have in them', 'charges'))
    .optional(),
};
