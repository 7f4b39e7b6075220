import { expect, it } from '@jest/globals';
import { CreateLogGroupCommand, ListTagsForResourceCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  GetTagKeysCommand,
  GetTagValuesCommand,
  TagResourcesCommand,
  UntagResourcesCommand,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { CreateActivityCommand, SFNClient } from '@aws-sdk/client-sfn';
import { account, refusal, region, startAws, type Clients } from '../support.ts';

const groupArn = `arn:aws:logs:${region}:${account}:log-group:g`;
const activityArn = `arn:aws:states:${region}:${account}:activity:a`;
const both = [groupArn, activityArn];

async function startWithTwo(): Promise<Clients> {
  const aws = await startAws();
  const credentials = { accessKeyId: account, secretAccessKey: 'x' };
  await aws.logs.send(new CreateLogGroupCommand({ logGroupName: 'g', tags: { app: 'orders' } }));
  await new SFNClient({ endpoint: aws.endpoint, region, credentials }).send(
    new CreateActivityCommand({ name: 'a', tags: [{ key: 'app', value: 'shop' }] }),
  );
  return aws;
}

it('tags and untags resources of several services, and tells which are none', async () => {
  const { tagging, logs } = await startWithTwo();
  const missing = `${groupArn}x`;
  const tagged = await tagging.send(
    new TagResourcesCommand({ ResourceARNList: [...both, missing], Tags: { stage: 'dev' } }),
  );
  expect(tagged.FailedResourcesMap).toEqual({
    [missing]: {
      StatusCode: 404,
      ErrorCode: 'ResourceNotFoundException',
      ErrorMessage: `Resource not found: ${missing}`,
    },
  });
  await tagging.send(new UntagResourcesCommand({ ResourceARNList: [groupArn], TagKeys: ['app'] }));
  const { tags } = await logs.send(new ListTagsForResourceCommand({ resourceArn: groupArn }));
  expect(tags).toEqual({ stage: 'dev' });
});

it('lists keys, and the values of one', async () => {
  const { tagging } = await startWithTwo();
  await tagging.send(new TagResourcesCommand({ ResourceARNList: both, Tags: { stage: 'dev' } }));
  const keys = await tagging.send(new GetTagKeysCommand({}));
  expect(keys).toMatchObject({ TagKeys: ['app', 'stage'], PaginationToken: '' });
  const values = await tagging.send(new GetTagValuesCommand({ Key: 'app' }));
  expect(values.TagValues).toEqual(['orders', 'shop']);
  const none = await tagging.send(new GetTagValuesCommand({ Key: 'constructor' }));
  expect(none.TagValues).toEqual([]);
});

it('keeps to the fifty tags of a resource', async () => {
  const { tagging } = await startWithTwo();
  const Tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, '']));
  const { FailedResourcesMap } = await tagging.send(
    new TagResourcesCommand({ ResourceARNList: [groupArn], Tags }),
  );
  expect(FailedResourcesMap?.[groupArn]).toMatchObject({
    StatusCode: 400,
    ErrorCode: 'InvalidParameterException',
  });
});

it.each([
  ['no resources', { ResourceARNList: [], Tags: { a: 'b' } }],
  ['no tags', { ResourceARNList: both, Tags: {} }],
  ['reserved keys', { ResourceARNList: both, Tags: { 'aws:x': 'y' } }],
  ['more than twenty', { ResourceARNList: Array.from({ length: 21 }, () => groupArn), Tags: { a: 'b' } }],
])('refuses %s', async (_, input) => {
  const { tagging } = await startWithTwo();
  const { name } = await refusal(tagging.send(new TagResourcesCommand(input)));
  expect(name).toBe('InvalidParameterException');
});
