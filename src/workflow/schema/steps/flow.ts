/** Steps that call nothing: they shape data, wait, decide and end. */
import { z } from 'zod';
import { comparison } from '../comparison.ts';
import { assign, flowOfData, output, reference, resultPath } from '../data.ts';
import { map } from '../map.ts';
import { aboutDuration, text } from '../text.ts';
import { common, named, order } from './common.ts';
import { seconds, time } from './expression.ts';

export const passStep = map({
  pass: z.unknown().describe('Value to pass on; the input when empty'),
  ...common,
  ...order,
  ...flowOfData,
  parameters: z.unknown().describe('Value built from the input (JSONPath)').optional(),
  resultPath: resultPath.optional(),
}).describe('Passes a value on');

export const waitStep = map({
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

export const choiceStep = map({
  choice: z.array(choiceRule).min(1).describe('Rules, of which the first that holds decides'),
  default: text().describe('Step that follows when no rule holds').optional(),
  ...common,
  ...flowOfData,
}).describe('Chooses the step that follows');

export const succeedStep = map({
  succeed: z.unknown().describe('true (or nothing), or the output of the execution'),
  ...common,
  output: output.optional(),
  inputPath: flowOfData.inputPath,
  outputPath: flowOfData.outputPath,
}).describe('Ends the execution well');

export const failStep = map({
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

export const rawStep = map({
  state: z
    .looseObject({ Type: z.enum(stateTypes).describe('Type of the state') })
    .describe('A state in ASL, taken as it is'),
  ...named,
  ...order,
}).describe('Any state of ASL');
