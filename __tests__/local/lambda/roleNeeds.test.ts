/** What Lambda asks of a function's role when it is configured. */
import { describe, expect, it } from '@jest/globals';
import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationRequest,
} from '@aws-sdk/client-lambda';
import { account, region } from '../support.ts';
import { createFunction, startLambda } from './support.ts';

const files = { 'handler.py': 'def handler(event, context): pass\n' };
const queue = `arn:aws:sqs:${region}:${account}:q`;
const topic = `arn:aws:sns:${region}:${account}:t`;
const interfaces = `arn:aws:ec2:${region}:${account}:*/*`;

type Change = Omit<UpdateFunctionConfigurationRequest, 'FunctionName'>;

const cases: readonly (readonly [string, Change, string, string, string])[] = [
  [
    'a network',
    { VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] } },
    'CreateNetworkInterface on EC2',
    'ec2:CreateNetworkInterface',
    interfaces,
  ],
  ['a queue', { DeadLetterConfig: { TargetArn: queue } }, 'SendMessage on SQS', 'sqs:SendMessage', queue],
  ['a topic', { DeadLetterConfig: { TargetArn: topic } }, 'Publish on SNS', 'sns:Publish', topic],
];

describe('the role of a function', () => {
  it.each(cases)('must allow what %s needs', async (_, change, call, Action, Resource) => {
    const aws = await startLambda();
    const FunctionName = await createFunction(aws, { files });
    const configure = async (): Promise<unknown> =>
      aws.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, ...change }));
    await expect(configure()).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: `The provided execution role does not have permissions to call ${call}`,
    });
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action, Resource }],
    });
    await aws.iam.send(
      new PutRolePolicyCommand({ RoleName: 'functions', PolicyName: 'needs', PolicyDocument }),
    );
    expect(await configure()).toMatchObject(change);
  });

  it('is asked for nothing where there is none', async () => {
    const aws = await startLambda();
    const none = { VpcConfig: { SubnetIds: [], SecurityGroupIds: [] }, DeadLetterConfig: { TargetArn: '' } };
    expect(await createFunction(aws, { files, ...none })).toBe('fn');
  });
});
