/** Steps that call something: each becomes a Task. */
import { z } from 'zod';
import { retry } from '../errors.ts';
import { map } from '../map.ts';
import { text } from '../text.ts';
import { callback, handedOver, sync, task } from './common.ts';
import { mapOrExpression } from './expression.ts';
import { activityName, stateMachineName } from './states.ts';

export const functionStep = map({
  function: text().describe('A key of `functions`, a path, or the ARN of a function'),
  payload: z.unknown().describe("What the function gets; the step's input unless given").optional(),
  callback,
  ...task,
  retry: retry
    .describe(
      'Which errors are tried again, after how long and how often. Without it, what AWS recommends to retry for Lambda',
    )
    .optional(),
}).describe('Invokes a Lambda function');

export const serviceStep = map({
  service: text().describe(
    'What is called: SERVICE:OPERATION such as dynamodb:putItem, or aws-sdk:SERVICE:OPERATION',
  ),
  ...handedOver,
  arguments: mapOrExpression().describe('What the operation is called with (JSONata)').optional(),
  parameters: handedOver.parameters.describe('What the operation is called with (JSONPath)'),
  sync: sync('the job that is started'),
  callback,
  ...task,
}).describe('Calls an operation of an AWS service');

export const workflowStep = map({
  workflow: stateMachineName.describe('Name or ARN of a state machine, with or without :VERSION or :ALIAS'),
  input: z.unknown().describe("What it executes with; the step's input unless given").optional(),
  sync: sync('that execution'),
  callback,
  ...task,
}).describe('Executes another state machine');

export const activityStep = map({
  activity: activityName.describe('Name or ARN of an activity'),
  ...handedOver,
  ...task,
}).describe('Waits for a worker that polls an activity');
