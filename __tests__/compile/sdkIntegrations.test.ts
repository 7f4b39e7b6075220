/** What operations of the AWS SDK need of the role. */
import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatProblem } from '../../src/errors.ts';
import { root } from '../support/spawn.ts';
import { blueprintOf, withSteps } from './support.ts';

interface Row {
  readonly operation: string;
  readonly given: unknown;
  /** `ACTION on RESOURCES`; `@SERVICE:` stands for `arn:aws:SERVICE:REGION:ACCOUNT:`. */
  readonly needs: readonly string[];
  /** Why, from the service authorization reference and the service's own guide. */
  readonly why: string;
}

const rows: readonly Row[] = [
  {
    operation: 'dynamodb:query',
    given: { TableName: 'orders' },
    needs: ['dynamodb:Query on @dynamodb:table/orders'],
    why: 'a table by its name',
  },
  {
    operation: 'dynamodb:query',
    given: { TableName: 'orders', IndexName: 'byDay' },
    needs: ['dynamodb:Query on @dynamodb:table/orders/index/byDay'],
    why: 'an index is a resource of its own',
  },
  {
    operation: 'dynamodb:query',
    given: { TableName: 'orders', IndexName: '{% $states.input.index %}' },
    needs: ['dynamodb:Query on @dynamodb:table/orders/index/*'],
    why: 'any index, but of this table',
  },
  {
    operation: 'dynamodb:batchWriteItem',
    given: { RequestItems: { orders: [], stock: '{% $states.input %}' } },
    needs: ['dynamodb:BatchWriteItem on @dynamodb:table/orders @dynamodb:table/stock'],
    why: 'a batch names its tables by keys',
  },
  {
    operation: 'dynamodb:transactWriteItems',
    given: { TransactItems: [{ Put: { TableName: 'orders' } }, { Update: { TableName: 'stock' } }] },
    needs: ['dynamodb:PutItem on @dynamodb:table/orders', 'dynamodb:UpdateItem on @dynamodb:table/stock'],
    why: 'a transaction needs the actions of its items, each on its own table',
  },
  {
    operation: 's3:getObject',
    given: { Bucket: 'files', Key: 'in/a.json' },
    needs: ['s3:GetObject on arn:aws:s3:::files/in/a.json'],
    why: 'an object',
  },
  {
    operation: 's3:putObject',
    given: { Bucket: 'files', Key: '{% $states.input.key %}' },
    needs: ['s3:PutObject on arn:aws:s3:::files/*'],
    why: 'any object, but of this bucket',
  },
  {
    operation: 's3:listObjectsV2',
    given: { Bucket: 'files', Prefix: 'in/' },
    needs: ['s3:ListBucket on arn:aws:s3:::files'],
    why: 'listing is an action on the bucket',
  },
  {
    operation: 's3:copyObject',
    given: { Bucket: 'files', Key: 'b', CopySource: '/archive/a?versionId=1' },
    needs: ['s3:GetObject on arn:aws:s3:::archive/a', 's3:PutObject on arn:aws:s3:::files/b'],
    why: 'it reads one object and writes another',
  },
  {
    operation: 's3:getObject',
    given: { Bucket: 'arn:aws:s3:eu-west-1:123456789012:accesspoint/team', Key: 'a' },
    needs: ['s3:GetObject on @s3:accesspoint/team/object/a'],
    why: 'objects behind an access point',
  },
  {
    operation: 's3:listBuckets',
    given: {},
    needs: ['s3:ListAllMyBuckets on *'],
    why: 'no resource is known to it',
  },
  {
    operation: 's3:putBucketEncryption',
    given: { Bucket: 'files' },
    needs: ['s3:PutEncryptionConfiguration on arn:aws:s3:::files'],
    why: 'another name for the action',
  },
  {
    operation: 'sqs:receiveMessage',
    given: { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/jobs' },
    needs: ['sqs:ReceiveMessage on @sqs:jobs'],
    why: 'a queue by its URL',
  },
  {
    operation: 'sns:publishBatch',
    given: { TopicArn: 'arn:aws:sns:eu-west-1:123456789012:alerts' },
    needs: ['sns:Publish on @sns:alerts'],
    why: 'a batch is the action of its parts',
  },
  {
    operation: 'eventbridge:putEvents',
    given: { Entries: [{ EventBusName: 'orders' }] },
    needs: ['events:PutEvents on @events:event-bus/orders'],
    why: 'as the optimised integration',
  },
  {
    operation: 'lambda:invoke',
    given: { FunctionName: 'theirs', Qualifier: 'live' },
    needs: ['lambda:InvokeFunction on @lambda:function:theirs:live'],
    why: 'as the optimised integration',
  },
  {
    operation: 'sfn:startSyncExecution',
    given: { StateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:other' },
    needs: ['states:StartSyncExecution on @states:stateMachine:other'],
    why: 'a state machine',
  },
  {
    operation: 'sfn:describeExecution',
    given: { ExecutionArn: 'arn:aws:states:eu-west-1:123456789012:execution:other:1' },
    needs: ['states:DescribeExecution on @states:execution:other:1'],
    why: 'an execution',
  },
  {
    operation: 'kms:encrypt',
    given: { KeyId: '1234abcd' },
    needs: ['kms:Encrypt on @kms:key/1234abcd'],
    why: 'a key by its id',
  },
  {
    operation: 'kms:decrypt',
    given: { KeyId: 'alias/files' },
    needs: ['kms:Decrypt on @kms:key/* if {"StringEquals":{"kms:RequestAlias":"alias/files"}}'],
    why: 'an alias is a condition, no resource',
  },
  {
    operation: 'kms:reEncrypt',
    given: { SourceKeyId: 'a', DestinationKeyId: 'b' },
    needs: ['kms:ReEncryptFrom on @kms:key/a', 'kms:ReEncryptTo on @kms:key/b'],
    why: 'two actions, each on its key',
  },
  {
    operation: 'secretsmanager:getSecretValue',
    given: { SecretId: 'prod/db' },
    needs: ['secretsmanager:GetSecretValue on @secretsmanager:secret:prod/db-??????'],
    why: 'AWS puts six characters behind the name',
  },
  {
    operation: 'ssm:getParameter',
    given: { Name: '/prod/url' },
    needs: ['ssm:GetParameter on @ssm:parameter/prod/url'],
    why: 'a parameter, without the first slash',
  },
  {
    operation: 'ssm:getParametersByPath',
    given: { Path: '/prod' },
    needs: ['ssm:GetParametersByPath on @ssm:parameter/prod @ssm:parameter/prod/*'],
    why: 'a branch of the tree',
  },
  {
    operation: 'kinesis:putRecord',
    given: { StreamName: 'clicks' },
    needs: ['kinesis:PutRecord on @kinesis:stream/clicks'],
    why: 'a stream by its name',
  },
  {
    operation: 'firehose:putRecord',
    given: { DeliveryStreamName: 'clicks' },
    needs: ['firehose:PutRecord on @firehose:deliverystream/clicks'],
    why: 'a delivery stream by its name',
  },
  {
    operation: 'cloudwatchlogs:putLogEvents',
    given: { LogGroupName: '/a' },
    needs: ['logs:PutLogEvents on @logs:log-group:/a @logs:log-group:/a:*'],
    why: 'a group, and what is in it',
  },
  {
    operation: 'bedrockruntime:converse',
    given: { ModelId: 'amazon.titan-text-express-v1' },
    needs: [
      'bedrock:InvokeModel on arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-text-express-v1',
    ],
    why: 'another name for the action',
  },
];

function step(operation: string, given: unknown): string {
  const state = {
    Type: 'Task',
    QueryLanguage: 'JSONata',
    Resource: `arn:aws:states:::aws-sdk:${operation}`,
    Arguments: given,
    End: true,
  };
  return `- { name: S, state: ${JSON.stringify(state)} }`;
}

async function roleFor(steps: string): Promise<{ needs: string[]; warnings: string[] }> {
  const { stateMachine, warnings } = await blueprintOf(withSteps(steps));
  const needs = stateMachine.role.statements.map(({ actions, resources, condition }) => {
    const short = resources.map((arn) => arn.replace(/^arn:aws:([^:]+):eu-west-1:123456789012:/, '@$1:'));
    return `${actions.join(' ')} on ${short.join(' ')}${condition ? ` if ${JSON.stringify(condition)}` : ''}`;
  });
  return { needs, warnings: warnings.map(formatProblem) };
}

describe('the role allows for aws-sdk', () => {
  it.each(rows)('$operation: $why', async ({ operation, given, needs }) => {
    expect(await roleFor(step(operation, given))).toEqual({ needs, warnings: [] });
  });
});

/** The data of services lies outside of the repository; it is read here without the code that the role goes by. */
const facts = join(root, '../shared/facts/aws-services.json');

interface Fact {
  readonly prefix: string;
  readonly operations: readonly string[];
  readonly notActions?: readonly string[];
}

/** As many of them as asked for, the same ones at each time. */
function sample(names: readonly string[], count: number): string[] {
  const digest = (name: string): string => createHash('sha256').update(name).digest('hex');
  return [...names].sort((a, b) => (digest(a) < digest(b) ? -1 : 1)).slice(0, count);
}

/** `config:PutConfigRule` for what the model calls `configservice`: Step Functions drops "service". */
function callsIn(known: Record<string, Fact>, has: (fact: Fact, operation: string) => boolean): string[] {
  return Object.entries(known).flatMap(([id, fact]) =>
    fact.operations
      .filter((operation) => has(fact, operation))
      .map((operation) => `${id.replace(/service$/, '')}:${operation} ${fact.prefix}`),
  );
}

const camelCase = (operation: string): string => operation.charAt(0).toLowerCase() + operation.slice(1);

/** Services that have operations of which the action is known although it has another name. */
const withExceptions = /^(bedrockruntime|dynamodb|kms|lambda|s3|sns|sqs):/;

(existsSync(facts) ? describe : describe.skip)('of the operations that the data has', () => {
  const known = existsSync(facts) ? (JSON.parse(readFileSync(facts, 'utf8')) as Record<string, Fact>) : {};

  it('200 need the action of their name, on what they do not tell', async () => {
    const calls = sample(
      callsIn(known, ({ notActions = [] }, operation) => !notActions.includes(operation)),
      200,
    );
    expect(calls).toHaveLength(200);
    const found = await Promise.all(
      calls.map(async (call) => {
        const [, service = '', operation = ''] = /^(\w+):(\w+)/.exec(call) ?? [];
        return (await roleFor(step(`${service}:${camelCase(operation)}`, {}))).needs;
      }),
    );
    expect(found).toEqual(calls.map((call) => [call.replace(/^\w+:(\w+) (.+)$/, '$2:$1 on *')]));
  });

  it('50 without an action of their name get none, and a warning', async () => {
    const unnamed = callsIn(known, ({ notActions = [] }, operation) => notActions.includes(operation));
    const calls = sample(
      unnamed.filter((call) => !withExceptions.test(call)),
      50,
    );
    const found = await Promise.all(
      calls.map(async (call) => {
        const [, service = '', operation = ''] = /^(\w+):(\w+)/.exec(call) ?? [];
        return roleFor(step(`${service}:${camelCase(operation)}`, {}));
      }),
    );
    expect(found.map(({ needs }) => needs)).toEqual(calls.map(() => []));
    expect(
      found.filter(({ warnings }) => !warnings.join().includes('it is not known what it must be allowed')),
    ).toEqual([]);
  });
});
