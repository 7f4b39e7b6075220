/** Steps that call nothing: they shape data, wait, decide and end. */
import { z } from 'zod';
import { about } from '../about.ts';
import { comparison } from '../comparison.ts';
import { assign, flowOfData, output, reference, resultPath } from '../data.ts';
import { map } from '../map.ts';
import { aboutDuration, text } from '../text.ts';
import { common, named, order } from './common.ts';
import { seconds, time } from './expression.ts';

export const passStep = map({
  pass: z.unknown().meta(about('Value to pass on; the input when empty', { status: 'new' })),
  ...common,
  ...order,
  ...flowOfData,
  parameters: z
    .unknown()
    .meta(about('Value built from the input (JSONPath)', { 'id.$': '$.order.id' }))
    .optional(),
  resultPath: resultPath.optional(),
}).describe('Passes a value on');

export const waitStep = map({
  wait: z
    .union([seconds, map({ until: time.meta(about('Time to wait for', '2030-01-01T00:00:00Z')) })], {
      error: ({ input }) => aboutDuration(input, ', { until: TIME } or an expression'),
    })
    .meta(
      about('10m, or { until: TIME }, or an expression that gives seconds', '10m', {
        until: '{% $states.input.due %}',
      }),
    ),
  ...common,
  ...order,
  ...flowOfData,
}).describe('Waits');

const choiceRule = map({
  when: z.union([text(), comparison], { error: 'must be an expression or a comparison' }).meta(
    about('A JSONata condition, or a comparison in JSONPath', '$states.input.total >= 100', {
      variable: '$.total',
      numericGreaterThanEquals: 100,
    }),
  ),
  next: text().meta(about('Step that follows when the condition holds', 'Charge')),
  comment: named.comment,
  assign: assign.optional(),
  output: output.optional(),
});

export const choiceStep = map({
  choice: z
    .array(choiceRule)
    .min(1)
    .meta(
      about('Rules, of which the first that holds decides', [
        { when: '$states.input.total >= 100', next: 'Charge' },
      ]),
    ),
  default: text().meta(about('Step that follows when no rule holds', 'Reject')).optional(),
  ...common,
  ...flowOfData,
}).describe('Chooses the step that follows');

export const succeedStep = map({
  succeed: z
    .unknown()
    .meta(about('true (or nothing), or the output of the execution', true, '{% $states.input %}')),
  ...common,
  output: output.optional(),
  inputPath: flowOfData.inputPath,
  outputPath: flowOfData.outputPath,
}).describe('Ends the execution well');

export const failStep = map({
  fail: map(
    {
      error: z.string().meta(about('Name of the error', 'Rejected')).optional(),
      cause: z.string().meta(about('What happened', 'the order is too small')).optional(),
      errorPath: reference.meta(about('Path of the name (JSONPath)', '$.error')).optional(),
      causePath: reference.meta(about('Path of the cause (JSONPath)', '$.cause')).optional(),
    },
    '{ error: NAME, cause: TEXT }',
  ).meta(about('What the execution fails with', { error: 'Rejected', cause: 'the order is too small' })),
  ...common,
}).describe('Ends the execution as failed');

const stateTypes = ['Task', 'Pass', 'Choice', 'Wait', 'Succeed', 'Fail', 'Parallel', 'Map'] as const;

export const rawStep = map({
  state: z
    .looseObject({ Type: z.enum(stateTypes).describe('Type of the state') })
    .meta(about('A state in ASL, taken as it is', { Type: 'Pass', Result: { status: 'new' } })),
  ...named,
  ...order,
}).describe('Any state of ASL');
