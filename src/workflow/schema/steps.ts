import { z } from 'zod';
import { comparison } from './comparison.ts';
import { assign, flowOfData, output, reference, resultPath } from './data.ts';
import { catchers, retry } from './errors.ts';
import { map } from './map.ts';
import { aboutDuration, text } from './text.ts';

export const queryLanguage = z
  .enum(['JSONata', 'JSONPath'])
  .describe('Language of paths and expressions; JSONata unless given');

const named = {
  name: text(80)
    .regex(/^(?!.*\$\{)/s, { error: 'must not hold "${": names are taken as they are' })
    .describe('Name of the state; derived from the step unless given')
    .optional(),
  comment: z.string().describe('Note for the reader, kept in the state machine').optional(),
};
const common = { ...named, queryLanguage: queryLanguage.optional() };
const order = {
  next: text().describe('Step that follows; the next in the list unless given').optional(),
  end: z.boolean().describe('Whether the execution ends here').optional(),
};

const expressionOr = (others: string): string => `${others} or an expression`;

/** A duration, or text that gives seconds at run time: `{% … %}` in JSONata, a path in JSONPath. */
const seconds = z
  .string({ error: ({ input }) => aboutDuration(input, expressionOr(',')) })
  .regex(/^([0-9]{1,9}[smhd]|\s*\{%[\s\S]*%\}\s*|\$[\s\S]*)$/, {
    error: ({ input }) => aboutDuration(input, expressionOr(',')),
  });

const time = z
  .string()
  .regex(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)|\s*\{%[\s\S]*%\}\s*|\$[\s\S]*)$/, {
    error: 'must be a time such as 2030-01-01T00:00:00Z, or an expression',
  });

const functionStep = map({
  function: text().describe('A key of `functions`, a path, or the ARN of a function'),
  payload: z.unknown().describe("What the function gets; the step's input unless given").optional(),
  timeout: seconds.describe('Longest time for one attempt').optional(),
  heartbeat: seconds.describe('Longest time between two signs of life').optional(),
  retry: retry.optional(),
  catch: catchers.optional(),
  ...common,
  ...order,
  ...flowOfData,
  resultPath: resultPath.optional(),
  resultSelector: z.record(z.string(), z.unknown()).describe('Shape of the result (JSONPath)').optional(),
}).describe('Invokes a Lambda function');

const passStep = map({
  pass: z.unknown().describe('Value to pass on; the input when empty'),
  ...common,
  ...order,
  ...flowOfData,
  parameters: z.unknown().describe('Value built from the input (JSONPath)').optional(),
  resultPath: resultPath.optional(),
}).describe('Passes a value on');

const waitStep = map({
  wait: z
    .union([seconds, map({ until: time.describe('Time to wait for') })], {
      error: ({ input }) => aboutDuration(input, ', { until: TIME } or an expression'),
    })
    .describe('10m, or { until: TIME }, or an expression that gives seconds'),
  ...common,
  ...order,
  ...flowOfData,
}).describe('Waits');

const choiceRule = map({
  when: z
    .union([text(), comparison], { error: 'must be an expression or a comparison' })
    .describe('A JSONata condition, or a comparison in JSONPath'),
  next: text().describe('Step that follows when the condition holds'),
  comment: named.comment,
  assign: assign.optional(),
  output: output.optional(),
});

const choiceStep = map({
  choice: z.array(choiceRule).min(1).describe('Rules, of which the first that holds decides'),
  default: text().describe('Step that follows when no rule holds').optional(),
  ...common,
  ...flowOfData,
}).describe('Chooses the step that follows');

const succeedStep = map({
  succeed: z.unknown().describe('true (or nothing), or the output of the execution'),
  ...common,
  output: output.optional(),
  inputPath: flowOfData.inputPath,
  outputPath: flowOfData.outputPath,
}).describe('Ends the execution well');

const failStep = map({
  fail: map(
    {
      error: z.string().describe('Name of the error').optional(),
      cause: z.string().describe('What happened').optional(),
      errorPath: reference.describe('Path of the name (JSONPath)').optional(),
      causePath: reference.describe('Path of the cause (JSONPath)').optional(),
    },
    '{ error: NAME, cause: TEXT }',
  ).describe('What the execution fails with'),
  ...common,
}).describe('Ends the execution as failed');

const stateTypes = ['Task', 'Pass', 'Choice', 'Wait', 'Succeed', 'Fail', 'Parallel', 'Map'] as const;

const rawStep = map({
  state: z
    .looseObject({ Type: z.enum(stateTypes).describe('Type of the state') })
    .describe('A state in ASL, taken as it is'),
  ...named,
  ...order,
}).describe('Any state of ASL');

/** One schema for each kind of step, by the key that says which kind it is. */
export const stepKinds = {
  function: functionStep,
  pass: passStep,
  wait: waitStep,
  choice: choiceStep,
  succeed: succeedStep,
  fail: failStep,
  state: rawStep,
};

export type Kind = keyof typeof stepKinds;
export type StepInput<K extends Kind = Kind> = z.infer<(typeof stepKinds)[K]>;

export const step = z.union(Object.values(stepKinds)).describe('One state of the state machine');
