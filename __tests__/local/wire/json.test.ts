import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { SteppedClock } from '../support.ts';
import { send, type RawResponse } from './raw.ts';

let aws: LocalAws;
const clock = new SteppedClock();

beforeAll(async () => {
  aws = await startLocalAws({ clock });
});

afterAll(() => aws.close());

function call(target: string, body: string, service = 'logs'): Promise<RawResponse> {
  return send(aws.endpoint, {
    service,
    headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' },
    body,
  });
}

describe('AWS JSON', () => {
  it('answers an object in the version of its service', async () => {
    const created = await call('Logs_20140328.CreateLogGroup', '{"logGroupName":"für"}');
    expect(created.status).toBe(400);
    await call('Logs_20140328.CreateLogGroup', '{"logGroupName":"a"}');
    const { status, headers, body } = await call('Logs_20140328.DescribeLogGroups', '{}');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/x-amz-json-1.1');
    expect(JSON.parse(body)).toMatchObject({ logGroups: [{ creationTime: clock.now() }] });
  });

  it('has version 1.0 for Step Functions, and dates as epoch seconds', async () => {
    const { headers, body } = await call('AWSStepFunctions.CreateActivity', '{"name":"pack"}', 'states');
    expect(headers['content-type']).toBe('application/x-amz-json-1.0');
    expect(JSON.parse(body)).toEqual({
      activityArn: 'arn:aws:states:us-east-1:111111111111:activity:pack',
      creationDate: clock.now() / 1000,
    });
  });

  it('tells the older code of an error, where a service had one', async () => {
    const url = '{"QueueUrl":"http://127.0.0.1/111111111111/none"}';
    const { headers, body } = await call('AmazonSQS.GetQueueAttributes', url, 'sqs');
    expect(headers['x-amzn-query-error']).toBe('AWS.SimpleQueueService.NonExistentQueue;Sender');
    expect(JSON.parse(body)).toMatchObject({ __type: 'com.amazonaws.sqs#QueueDoesNotExist' });
  });

  it('answers errors with their type', async () => {
    const { status, headers, body } = await call('Logs_20140328.DeleteLogGroup', '{"logGroupName":"none"}');
    expect(status).toBe(400);
    expect(headers['content-type']).toBe('application/x-amz-json-1.1');
    expect(JSON.parse(body)).toEqual({
      __type: 'ResourceNotFoundException',
      message: 'The specified log group does not exist.',
    });
  });

  it('takes no body for an empty object', async () => {
    expect((await call('Logs_20140328.DescribeLogGroups', '')).status).toBe(200);
  });

  it.each([
    ['text', 'hello'],
    ['half an object', '{"a":'],
    ['a list', '[]'],
    ['null', 'null'],
    ['brackets without end', '['.repeat(100_000)],
  ])('refuses %s', async (_, body) => {
    const answer = await call('Logs_20140328.DescribeLogGroups', body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ __type: 'SerializationException' });
  });

  it.each([
    ['an operation that is not there', 'Logs_20140328.StartQuery', 'StartQuery'],
    ['a name that every object has', 'Logs_20140328.constructor', 'constructor'],
    [
      'the operation of another service',
      'AWSStepFunctions.ListActivities',
      'AWSStepFunctions.ListActivities',
    ],
    ['no operation', '', ''],
  ])('names %s', async (_, target, name) => {
    const { status, body } = await call(target, '{}');
    expect(status).toBe(501);
    expect(JSON.parse(body)).toEqual({
      __type: 'NotImplemented',
      message: `The embedded AWS has no operation logs:${name}. Its README lists those it has`,
    });
  });
});
