/** Steps that call something: each becomes a Task. */
import { z } from 'zod';
import { about } from '../about.ts';
import { retry } from '../errors.ts';
import { map } from '../map.ts';
import { text } from '../text.ts';
import { callback, handedOver, sync, task } from './common.ts';
import { mapOrExpression } from './expression.ts';
import { activityName, stateMachineName } from './states.ts';

export const functionStep = map({
  function: text().meta(
    about('A key of `functions`, a path, or the ARN of a function', 'charge', 'functions/charge.py'),
  ),
  payload: z
    .unknown()
    .meta(about("What the function gets; the step's input unless given", { id: '{% $states.input.id %}' }))
    .optional(),
  callback,
  ...task,
  retry: retry
    .meta(
      about(
        'Which errors are tried again, after how long and how often. Without it, what AWS recommends to retry for Lambda',
        [{ errorEquals: ['Card.Busy'], interval: '1s', maxAttempts: 5 }],
      ),
    )
    .optional(),
}).describe('Invokes a Lambda function');

export const serviceStep = map({
  service: text().meta(
    about(
      'What is called: SERVICE:OPERATION such as dynamodb:putItem, or aws-sdk:SERVICE:OPERATION',
      'dynamodb:putItem',
      'aws-sdk:s3:getObject',
    ),
  ),
  ...handedOver,
  arguments: mapOrExpression()
    .meta(
      about('What the operation is called with (JSONata)', {
        TableName: 'orders',
        Item: { id: { S: '{% $states.input.id %}' } },
      }),
    )
    .optional(),
  parameters: handedOver.parameters.meta(
    about('What the operation is called with (JSONPath)', {
      TableName: 'orders',
      Item: { id: { 'S.$': '$.id' } },
    }),
  ),
  sync: sync('the job that is started'),
  callback,
  ...task,
}).describe('Calls an operation of an AWS service');

export const workflowStep = map({
  workflow: stateMachineName.meta(
    about(
      'Name or ARN of a state machine, with or without :VERSION or :ALIAS',
      'shipping-prod:live',
      'arn:aws:states:us-east-1:123456789012:stateMachine:shipping',
    ),
  ),
  input: z
    .unknown()
    .meta(about("What it executes with; the step's input unless given", { id: '{% $states.input.id %}' }))
    .optional(),
  sync: sync('that execution'),
  callback,
  ...task,
}).describe('Executes another state machine');

export const activityStep = map({
  activity: activityName.meta(about('Name or ARN of an activity', 'approve')),
  ...handedOver,
  ...task,
}).describe('Waits for a worker that polls an activity');
