import { describe, expect, it } from '@jest/globals';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type CloudWatchLogsClient,
  type DescribeLogGroupsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { clientsOf, refusal, startAws, SteppedClock } from '../support.ts';

const group = '/aws/lambda/charge';
const arn = `arn:aws:logs:us-east-1:111111111111:log-group:${group}`;

async function createGroups(logs: CloudWatchLogsClient, ...names: string[]): Promise<void> {
  for (const logGroupName of names) await logs.send(new CreateLogGroupCommand({ logGroupName }));
}

async function createStreams(logs: CloudWatchLogsClient, ...names: string[]): Promise<void> {
  await createGroups(logs, group);
  for (const logStreamName of names) {
    await logs.send(new CreateLogStreamCommand({ logGroupName: group, logStreamName }));
  }
}

async function groupNames(
  logs: CloudWatchLogsClient,
  input: DescribeLogGroupsCommandInput = {},
): Promise<(string | undefined)[]> {
  const { logGroups } = await logs.send(new DescribeLogGroupsCommand(input));
  return logGroups!.map(({ logGroupName }) => logGroupName);
}

const noGroup = {
  name: 'ResourceNotFoundException',
  message: 'The specified log group does not exist.',
  status: 400,
};

describe('log groups', () => {
  it('are created once, described and deleted', async () => {
    const clock = new SteppedClock();
    const { logs } = await startAws({ clock });
    await createGroups(logs, group);
    expect(await refusal(createGroups(logs, group))).toEqual({
      name: 'ResourceAlreadyExistsException',
      message: 'The specified log group already exists',
      status: 400,
    });
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
    expect(logGroups).toEqual([
      {
        logGroupName: group,
        arn: `${arn}:*`,
        logGroupArn: arn,
        creationTime: clock.now(),
        metricFilterCount: 0,
        storedBytes: 0,
        logGroupClass: 'STANDARD',
      },
    ]);
    await logs.send(new DeleteLogGroupCommand({ logGroupName: group }));
    expect(await groupNames(logs)).toEqual([]);
    expect(await refusal(logs.send(new DeleteLogGroupCommand({ logGroupName: group })))).toEqual(noGroup);
  });

  it('are found by prefix, pattern and identifier', async () => {
    const { logs } = await startAws();
    await createGroups(logs, '/aws/lambda/b', '/aws/lambda/a', '/aws/vendedlogs/states/a');
    expect(await groupNames(logs, { logGroupNamePrefix: '/aws/lambda/' })).toEqual([
      '/aws/lambda/a',
      '/aws/lambda/b',
    ]);
    expect(await groupNames(logs, { logGroupNamePattern: '/a' })).toHaveLength(3);
    expect(await groupNames(logs, { logGroupNamePattern: 's/a' })).toEqual(['/aws/vendedlogs/states/a']);
    expect(await groupNames(logs, { logGroupIdentifiers: ['/aws/lambda/b'] })).toEqual(['/aws/lambda/b']);
    const both = { logGroupNamePattern: 'a', logGroupNamePrefix: '/' };
    expect((await refusal(groupNames(logs, both))).name).toBe('InvalidParameterException');
  });

  it('are answered in pages', async () => {
    const { logs } = await startAws();
    await createGroups(logs, 'c', 'a', 'b');
    const first = await logs.send(new DescribeLogGroupsCommand({ limit: 2 }));
    expect(first.logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(['a', 'b']);
    await logs.send(new DeleteLogGroupCommand({ logGroupName: 'b' }));
    const rest = await logs.send(new DescribeLogGroupsCommand({ nextToken: first.nextToken }));
    expect(rest.logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(['c']);
    expect(rest.nextToken).toBeUndefined();
    const wrong = logs.send(new DescribeLogGroupsCommand({ nextToken: 'x' }));
    expect((await refusal(wrong)).message).toBe('The specified nextToken is invalid.');
  });

  it('are of one account and region', async () => {
    const { logs, endpoint } = await startAws();
    await createGroups(logs, group);
    const keys = { accessKeyId: '111111111111', secretAccessKey: 'x' };
    expect(await groupNames(clientsOf(endpoint, keys, 'eu-west-1').logs)).toEqual([]);
    expect(await groupNames(clientsOf(endpoint, { ...keys, accessKeyId: '222222222222' }).logs)).toEqual([]);
  });

  it.each([
    [
      'a name with a blank',
      'a b',
      "1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
    ],
    [
      'no name',
      '',
      "1 validation error detected: Value '' at 'logGroupName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'a name that is too long',
      'x'.repeat(513),
      `1 validation error detected: Value '${'x'.repeat(513)}' at 'logGroupName' failed to satisfy constraint: Member must have length less than or equal to 512`,
    ],
  ])('refuse %s', async (_, name, message) => {
    const { logs } = await startAws();
    expect(await refusal(createGroups(logs, name))).toEqual({
      name: 'InvalidParameterException',
      message,
      status: 400,
    });
  });

  it('keep a retention until it is taken away', async () => {
    const { logs } = await startAws();
    await createGroups(logs, group);
    const retention = async (): Promise<number | undefined> =>
      (await logs.send(new DescribeLogGroupsCommand({}))).logGroups?.[0]?.retentionInDays;
    await logs.send(new PutRetentionPolicyCommand({ logGroupName: group, retentionInDays: 14 }));
    expect(await retention()).toBe(14);
    await logs.send(new DeleteRetentionPolicyCommand({ logGroupName: group }));
    expect(await retention()).toBeUndefined();
    const odd = logs.send(new PutRetentionPolicyCommand({ logGroupName: group, retentionInDays: 15 }));
    expect((await refusal(odd)).message).toMatch(/^Invalid retention value\. Valid values are: \[1, 3, 5, /);
    const none = logs.send(new PutRetentionPolicyCommand({ logGroupName: 'none', retentionInDays: 14 }));
    expect(await refusal(none)).toEqual(noGroup);
  });

  it('have tags, from their creation on', async () => {
    const { logs } = await startAws();
    await logs.send(new CreateLogGroupCommand({ logGroupName: group, tags: { a: '1' } }));
    await logs.send(new TagResourceCommand({ resourceArn: arn, tags: { a: 'one', b: '2', c: '3' } }));
    await logs.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: ['b'] }));
    const { tags } = await logs.send(new ListTagsForResourceCommand({ resourceArn: `${arn}:*` }));
    expect(tags).toEqual({ a: 'one', c: '3' });
    const none = new ListTagsForResourceCommand({ resourceArn: `${arn}x` });
    expect(await refusal(logs.send(none))).toEqual(noGroup);
  });

  it('have fifty tags at most, and none of AWS’s', async () => {
    const { logs } = await startAws();
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, '']));
    const create = (tags: Record<string, string>): Promise<unknown> =>
      logs.send(new CreateLogGroupCommand({ logGroupName: group, tags }));
    expect((await refusal(create(many))).name).toBe('TooManyTagsException');
    expect((await refusal(create({ 'aws:x': '' }))).name).toBe('InvalidParameterException');
    expect(await groupNames(logs)).toEqual([]);
  });
});

describe('log streams', () => {
  it('are created once, in a group that is there, and deleted', async () => {
    const { logs } = await startAws();
    await createStreams(logs, 'one');
    const name = { logGroupName: group, logStreamName: 'one' };
    expect(await refusal(logs.send(new CreateLogStreamCommand(name)))).toMatchObject({
      name: 'ResourceAlreadyExistsException',
      message: 'The specified log stream already exists',
    });
    await logs.send(new DeleteLogStreamCommand(name));
    expect(await refusal(logs.send(new DeleteLogStreamCommand(name)))).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log stream does not exist.',
    });
    const elsewhere = logs.send(new CreateLogStreamCommand({ ...name, logGroupName: 'none' }));
    expect(await refusal(elsewhere)).toEqual(noGroup);
    const odd = logs.send(new CreateLogStreamCommand({ ...name, logStreamName: 'a:b' }));
    expect((await refusal(odd)).name).toBe('InvalidParameterException');
  });

  it('are described by name or by their last event, in pages', async () => {
    const clock = new SteppedClock();
    const { logs } = await startAws({ clock });
    await createStreams(logs, 'a', 'b', 'c');
    const put = (logStreamName: string, timestamp: number): Promise<unknown> =>
      logs.send(
        new PutLogEventsCommand({
          logGroupName: group,
          logStreamName,
          logEvents: [{ timestamp, message: 'x' }],
        }),
      );
    await put('a', clock.now() - 1000);
    await put('b', clock.now() - 3000);
    await put('c', clock.now() - 2000);
    const names = async (input: object): Promise<(string | undefined)[]> => {
      const command = new DescribeLogStreamsCommand({ logGroupName: group, ...input });
      return (await logs.send(command)).logStreams!.map(({ logStreamName }) => logStreamName);
    };
    expect(await names({})).toEqual(['a', 'b', 'c']);
    expect(await names({ descending: true })).toEqual(['c', 'b', 'a']);
    expect(await names({ logStreamNamePrefix: 'b' })).toEqual(['b']);
    expect(await names({ orderBy: 'LastEventTime' })).toEqual(['b', 'c', 'a']);
    expect(await names({ orderBy: 'LastEventTime', descending: true, limit: 1 })).toEqual(['a']);
    const both = names({ orderBy: 'LastEventTime', logStreamNamePrefix: 'a' });
    expect((await refusal(both)).message).toBe('Cannot order by LastEventTime with a logStreamNamePrefix.');
    const byArn = new DescribeLogStreamsCommand({ logGroupIdentifier: arn, limit: 1 });
    const [first] = (await logs.send(byArn)).logStreams!;
    expect(first).toEqual({
      logStreamName: 'a',
      arn: `${arn}:log-stream:a`,
      creationTime: clock.now(),
      firstEventTimestamp: clock.now() - 1000,
      lastEventTimestamp: clock.now() - 1000,
      lastIngestionTime: clock.now(),
    });
  });
});
