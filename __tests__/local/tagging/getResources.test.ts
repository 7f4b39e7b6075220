import { describe, expect, it } from '@jest/globals';
import { CreateLogGroupCommand, UntagResourceCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  GetComplianceSummaryCommand,
  GetResourcesCommand,
  type GetResourcesCommandInput,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { CreateActivityCommand, CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ZipFile } from 'yazl';
import { account, clientsOf, refusal, region, startAws, trustOf, type Clients } from '../support.ts';

const here = `${region}:${account}`;
const functionArn = `arn:aws:lambda:${here}:function:charge`;
const machineArn = `arn:aws:states:${here}:stateMachine:orders`;
const activityArn = `arn:aws:states:${here}:activity:pack`;
const groupArn = `arn:aws:logs:${here}:log-group:/aws/lambda/charge`;

/** One resource of each kind, with the tags of a workflow; the role has them too. */
async function startWithResources(): Promise<Clients> {
  const aws = await startAws();
  const keys = {
    endpoint: aws.endpoint,
    region,
    credentials: { accessKeyId: account, secretAccessKey: 'x' },
  };
  const tags = { app: 'orders', kind: 'function' };
  const list = (kind: string): { key: string; value: string }[] => [
    { key: 'app', value: 'orders' },
    { key: 'kind', value: kind },
  ];
  const trust = trustOf({ Principal: { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'] } });
  const { Role } = await aws.iam.send(
    new CreateRoleCommand({
      RoleName: 'worker',
      AssumeRolePolicyDocument: trust,
      Tags: [{ Key: 'app', Value: 'orders' }],
    }),
  );
  const role = Role!.Arn!;
  await new LambdaClient(keys).send(
    new CreateFunctionCommand({
      FunctionName: 'charge',
      Role: role,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: await zip('index.js', 'exports.handler = () => 1;') },
      Tags: tags,
    }),
  );
  const states = new SFNClient(keys);
  const definition = '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}';
  await states.send(
    new CreateStateMachineCommand({ name: 'orders', roleArn: role, definition, tags: list('machine') }),
  );
  await states.send(new CreateActivityCommand({ name: 'pack', tags: list('activity') }));
  await aws.logs.send(
    new CreateLogGroupCommand({ logGroupName: '/aws/lambda/charge', tags: { app: 'orders', kind: 'log' } }),
  );
  await aws.logs.send(new CreateLogGroupCommand({ logGroupName: 'untagged' }));
  return aws;
}

async function zip(name: string, content: string): Promise<Buffer> {
  const file = new ZipFile();
  file.addBuffer(Buffer.from(content), name);
  file.end();
  const chunks: Buffer[] = [];
  for await (const chunk of file.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function arns(
  { tagging }: Clients,
  input: GetResourcesCommandInput = {},
): Promise<(string | undefined)[]> {
  const { ResourceTagMappingList } = await tagging.send(new GetResourcesCommand(input));
  return ResourceTagMappingList!.map(({ ResourceARN }) => ResourceARN);
}

describe('GetResources', () => {
  it('answers what has tags, roles excepted, by their filters', async () => {
    const aws = await startWithResources();
    const all = [functionArn, groupArn, activityArn, machineArn];
    const tag = (Key: string, ...Values: string[]): { Key: string; Values: string[] } => ({ Key, Values });
    const rows: [string, GetResourcesCommandInput, string[]][] = [
      ['everything', {}, all],
      ['a tag', { TagFilters: [tag('app', 'orders')] }, all],
      ['a key alone', { TagFilters: [tag('kind')] }, all],
      ['one of the values', { TagFilters: [tag('kind', 'log', 'function')] }, [functionArn, groupArn]],
      ['all of the tags', { TagFilters: [tag('app', 'orders'), tag('kind', 'machine')] }, [machineArn]],
      ['another value', { TagFilters: [tag('app', 'other')] }, []],
      ['another key', { TagFilters: [tag('constructor')] }, []],
      ['a type', { ResourceTypeFilters: ['states:stateMachine'] }, [machineArn]],
      ['a service', { ResourceTypeFilters: ['states'] }, [activityArn, machineArn]],
      ['types', { ResourceTypeFilters: ['lambda:function', 'logs:log-group'] }, [functionArn, groupArn]],
      ['roles', { ResourceTypeFilters: ['iam:role'] }, []],
      ['ARNs', { ResourceARNList: [machineArn, `${machineArn}x`] }, [machineArn]],
    ];
    for (const [reason, input, expected] of rows) {
      expect({ reason, arns: await arns(aws, input) }).toEqual({ reason, arns: expected });
    }
  });

  it('answers the tags', async () => {
    const { tagging } = await startWithResources();
    const input = { ResourceARNList: [functionArn] };
    const { ResourceTagMappingList } = await tagging.send(new GetResourcesCommand(input));
    expect(ResourceTagMappingList?.[0]?.Tags).toEqual([
      { Key: 'app', Value: 'orders' },
      { Key: 'kind', Value: 'function' },
    ]);
  });

  it('answers in pages', async () => {
    const { tagging } = await startWithResources();
    const first = await tagging.send(new GetResourcesCommand({ ResourcesPerPage: 3 }));
    expect(first.ResourceTagMappingList).toHaveLength(3);
    const rest = await tagging.send(
      new GetResourcesCommand({ ResourcesPerPage: 3, PaginationToken: first.PaginationToken }),
    );
    expect(rest.ResourceTagMappingList?.map(({ ResourceARN }) => ResourceARN)).toEqual([machineArn]);
    expect(rest.PaginationToken).toBe('');
  });

  it('is of one account and region, and knows no more of what has lost its tags', async () => {
    const aws = await startWithResources();
    const keys = { accessKeyId: account, secretAccessKey: 'x' };
    expect(await arns(clientsOf(aws.endpoint, keys, 'eu-west-1'))).toEqual([]);
    expect(await arns(clientsOf(aws.endpoint, { ...keys, accessKeyId: '222222222222' }))).toEqual([]);
    await aws.logs.send(new UntagResourceCommand({ resourceArn: groupArn, tagKeys: ['app', 'kind'] }));
    expect(await arns(aws)).not.toContain(groupArn);
  });

  it.each<[string, GetResourcesCommandInput, string]>([
    ['a page of no size', { ResourcesPerPage: 0 }, 'InvalidParameterException'],
    ['a page that is too large', { ResourcesPerPage: 101 }, 'InvalidParameterException'],
    ['ARNs beside filters', { ResourceARNList: [machineArn], TagFilters: [] }, 'InvalidParameterException'],
    ['a token that it did not give', { PaginationToken: 'x' }, 'PaginationTokenExpiredException'],
  ])('refuses %s', async (_, input, name) => {
    expect((await refusal(arns(await startAws(), input))).name).toBe(name);
  });
});

it('answers an operation that is not there by its name', async () => {
  const { tagging } = await startAws();
  expect(await refusal(tagging.send(new GetComplianceSummaryCommand({})))).toEqual({
    name: 'NotImplemented',
    message: 'The embedded AWS has no operation tagging:GetComplianceSummary. Its README lists those it has',
    status: 501,
  });
});
