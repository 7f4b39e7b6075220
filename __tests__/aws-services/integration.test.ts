import { describe, expect, it } from '@jest/globals';
import { faultOf, integrationOf, parseIntegration } from '../../src/aws-services/integration.ts';
import { optimised } from '../../src/aws-services/optimised.ts';

const faultIn = (text: string): string | undefined => {
  const integration = parseIntegration(text);
  const fault = integration && faultOf(integration);
  return fault && [fault.what, ...(fault.hint === undefined ? [] : [fault.hint])].join('. ');
};

describe('an integration', () => {
  it.each([
    ['arn:aws:states:::sqs:sendMessage.waitForTaskToken', 'sqs', 'sendMessage', 'waitForTaskToken', false],
    ['arn:aws-cn:states:::states:startExecution.sync:2', 'states', 'startExecution', 'sync:2', false],
    ['arn:aws:states:::aws-sdk:s3:getObject', 's3', 'getObject', 'request', true],
  ])('is read off %s', (resource, service, operation, pattern, isSdk) => {
    expect(integrationOf(resource)).toEqual({ service, operation, pattern, isSdk });
  });

  it.each([
    ['a function', 'arn:aws:lambda:eu-west-1:123456789012:function:f'],
    ['an activity', 'arn:aws:states:eu-west-1:123456789012:activity:a'],
    ['half a name', 'arn:aws:states:::sqs'],
  ])('is not read off %s', (_, resource) => {
    expect(integrationOf(resource)).toBeUndefined();
  });

  it.each(
    Object.entries(optimised).flatMap(([service, operations]) =>
      Object.entries(operations).flatMap(([operation, patterns]) =>
        patterns.map((one) => `${service}:${operation}${one === 'request' ? '' : `.${one}`}`),
      ),
    ),
  )('%s is known', (text) => {
    expect(faultIn(text)).toBeUndefined();
  });
});

describe('the mistake in', () => {
  it.each([
    [
      'a service that is misspelt',
      'dynamo:putItem',
      'Step Functions has no integration with "dynamo". Did you mean "dynamodb"?',
    ],
    [
      'a service that only the SDK has',
      's3:getObject',
      'Step Functions has no integration with "s3". Write "aws-sdk:s3:getObject"',
    ],
    [
      'a service that the SDK calls otherwise',
      'logs:putLogEvents',
      'Step Functions has no integration with "logs". Write "aws-sdk:cloudwatchlogs:putLogEvents"',
    ],
    [
      'an operation that is misspelt',
      'dynamodb:putItems',
      'the integration with dynamodb has no operation "putItems". Did you mean "putItem"?',
    ],
    [
      'an operation that only the SDK has',
      'dynamodb:query',
      'the integration with dynamodb has no operation "query". Write "aws-sdk:dynamodb:query"',
    ],
    [
      'an operation of the prototype of an object',
      'dynamodb:constructor',
      'the integration with dynamodb has no operation "constructor"',
    ],
    [
      'a pattern that a service has not',
      'sns:publish.sync',
      'sns:publish takes no ".sync". Write nothing or ".waitForTaskToken" after it',
    ],
    [
      'a pattern that no service has',
      'sqs:sendMessage.waitForToken',
      'sqs:sendMessage takes no ".waitForToken". Write nothing or ".waitForTaskToken" after it',
    ],
    [
      'an SDK service',
      'aws-sdk:dynamobd:putItem',
      'the AWS SDK has no service "dynamobd". Did you mean "dynamodb"?',
    ],
    [
      'an SDK service under its IAM prefix',
      'aws-sdk:logs:putLogEvents',
      'the AWS SDK has no service "logs". Did you mean "cloudwatchlogs"?',
    ],
    [
      'an SDK service under its older name',
      'aws-sdk:configservice:putConfigRule',
      'the AWS SDK has no service "configservice". Did you mean "config"?',
    ],
    [
      'an SDK operation in the capitals of the API',
      'aws-sdk:s3:GetObject',
      'aws-sdk:s3 has no operation "GetObject". Did you mean "getObject"?',
    ],
    [
      'an SDK operation',
      'aws-sdk:s3:getObjekt',
      'aws-sdk:s3 has no operation "getObjekt". Did you mean "getObject"?',
    ],
    [
      'an SDK operation that is waited for',
      'aws-sdk:s3:getObject.sync',
      'aws-sdk:s3:getObject takes no ".sync". Write nothing or ".waitForTaskToken" after it',
    ],
  ])('%s is explained', (_, text, expected) => {
    expect(faultIn(text)).toBe(expected);
  });
});
