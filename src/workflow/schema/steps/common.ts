/** What several kinds of step have. */
import { z } from 'zod';
import { about } from '../about.ts';
import { flowOfData, resultPath } from '../data.ts';
import { catchers, retry } from '../errors.ts';
import { map } from '../map.ts';
import { text } from '../text.ts';
import { seconds } from './expression.ts';

export const queryLanguage = z
  .enum(['JSONata', 'JSONPath'])
  .describe('Language of paths and expressions; JSONata unless given');

export const named = {
  name: text(80)
    .regex(/^(?!.*\$\{)/s, { error: 'must not hold "${": names are taken as they are' })
    .meta(about('Name of the state; derived from the step unless given', 'Charge'))
    .optional(),
  comment: z
    .string()
    .meta(about('Note for the reader, kept in the state machine', 'Only once per order'))
    .optional(),
};

export const common = { ...named, queryLanguage: queryLanguage.optional() };

export const order = {
  next: text().meta(about('Step that follows; the next in the list unless given', 'Reject')).optional(),
  end: z.boolean().describe('Whether the list of steps ends here').optional(),
};

/** What a step that has a result can do with it, and with errors on the way to it. */
const result = {
  retry: retry.optional(),
  catch: catchers.optional(),
  resultPath: resultPath.optional(),
  resultSelector: z
    .record(z.string(), z.unknown())
    .meta(about('Shape of the result (JSONPath)', { 'total.$': '$.Payload.total' }))
    .optional(),
};

/** What a step that works on others, or calls something, has beside its own. */
export const fallible = { ...common, ...order, ...flowOfData, ...result };

const credentials = map(
  {
    roleArn: text().meta(
      about(
        'ARN of the role that the call is made with, or an expression that gives it',
        'arn:aws:iam::210987654321:role/orders',
      ),
    ),
  },
  '{ roleArn: ARN }',
).describe("Another role than the state machine's, for a call into another account");

/** What every step has that becomes a Task. */
export const task = {
  timeout: seconds.meta(about('Longest time for one attempt', '30s')).optional(),
  heartbeat: seconds.meta(about('Longest time between two signs of life', '10s')).optional(),
  credentials: credentials.optional(),
  ...fallible,
};

/** What is handed over, by the name that each query language has for it. */
export const handedOver = {
  arguments: z
    .unknown()
    .meta(
      about("What is handed over; the step's input unless given (JSONata)", { id: '{% $states.input.id %}' }),
    )
    .optional(),
  parameters: z
    .record(z.string(), z.unknown())
    .meta(about("What is handed over; the step's input unless given (JSONPath)", { 'id.$': '$.id' }))
    .optional(),
};

export const callback = z
  .boolean()
  .describe('Whether the step waits until its task token comes back by SendTaskSuccess or SendTaskFailure')
  .optional();

export const sync = (what: string): z.ZodOptional<z.ZodBoolean> =>
  z.boolean().describe(`Whether the step waits for the end of ${what}`).optional();
