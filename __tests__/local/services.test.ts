/** SQS, SNS, S3, DynamoDB and EventBridge, by their own clients and from states. */
import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startLocalAws, type LocalAws } from '../../src/local/server.ts';

let local: LocalAws | undefined;

afterEach(async () => {
  await local?.close();
  local = undefined;
});

const account = '111111111111';
const notes: string[] = [];

async function start() {
  notes.length = 0;
  local = await startLocalAws({ note: (line) => notes.push(line) });
  const { endpoint } = local;
  const credentials = { accessKeyId: account, secretAccessKey: 'x' };
  const options = { endpoint, region: 'us-east-1', credentials, maxAttempts: 1 };
  return {
    dynamoDb: new DynamoDBClient(options),
    events: new EventBridgeClient(options),
    s3: new S3Client(options),
    sns: new SNSClient(options),
    sqs: new SQSClient(options),
  };
}

function allow(service: string, sourceArn: string): string {
  const Condition = { ArnEquals: { 'aws:SourceArn': sourceArn } };
  const Statement = [
    { Effect: 'Allow', Principal: { Service: service }, Action: 'sqs:SendMessage', Resource: '*', Condition },
  ];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

describe('SQS', () => {
  it('hides a message that was received, until its time is over or it is told', async () => {
    const { sqs } = await start();
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'work' }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
    const { Messages: [first] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(first?.Body).toBe('one');
    expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
    const { ReceiptHandle } = first!;
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    const { Messages: [again] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(again?.MessageId).toBe(first?.MessageId);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: again?.ReceiptHandle }));
    const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
    );
    expect(Object.values(Attributes!)).toEqual(['0', '0']);
  });

  it('wakes who waits for a message', async () => {
    const { sqs } = await start();
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'work' }));
    const waiting = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'late' }));
    expect((await waiting).Messages?.[0]?.Body).toBe('late');
  });

  it('a FIFO queue keeps the order of a group and takes nothing twice', async () => {
    const { sqs } = await start();
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({ QueueName: 'work.fifo', Attributes: { FifoQueue: 'true' } }),
    );
    const entry = (id: string, text: string) => ({
      Id: id,
      MessageBody: text,
      MessageGroupId: 'g',
      MessageDeduplicationId: text,
    });
    const Entries = [entry('1', 'a'), entry('2', 'a'), entry('3', 'b')];
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    expect(Messages.map(({ Body }) => Body)).toEqual(['a', 'b']);
    await sqs.send(new SendMessageCommand({ QueueUrl, ...entry('4', 'c') }));
    expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
  });

  it('moves what is received too often to the dead letters', async () => {
    const { sqs } = await start();
    const dead = await sqs.send(new CreateQueueCommand({ QueueName: 'dead' }));
    const deadLetterTargetArn = `arn:aws:sqs:us-east-1:${account}:dead`;
    const Attributes = {
      VisibilityTimeout: '0',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 }),
    };
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'work', Attributes }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'bad' }));
    expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toHaveLength(1);
    expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: dead.QueueUrl }));
    expect(Messages?.[0]?.Body).toBe('bad');
  });

  it('a queue that is not there is told by its own error', async () => {
    const { sqs } = await start();
    const QueueUrl = `https://sqs.us-east-1.amazonaws.com/${account}/none`;
    await expect(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'm' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });
});

describe('what is delivered to a queue', () => {
  it('by a topic that its policy allows', async () => {
    const { sns, sqs } = await start();
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'news' }));
    const Attributes = { Policy: allow('sns.amazonaws.com', TopicArn!) };
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'inbox', Attributes }));
    const Endpoint = `arn:aws:sqs:us-east-1:${account}:inbox`;
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'x<y' } };
    const { MessageId } = await sns.send(
      new PublishCommand({ TopicArn, Message: 'hello & bye', Subject: 'S', MessageAttributes }),
    );
    const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(JSON.parse(message!.Body!)).toMatchObject({
      Type: 'Notification',
      MessageId,
      TopicArn,
      Subject: 'S',
      Message: 'hello & bye',
      MessageAttributes: { kind: { Type: 'String', Value: 'x<y' } },
    });
  });

  it('not by one that its policy does not: the person who runs the endpoint is told', async () => {
    const { sns, sqs } = await start();
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'news' }));
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'inbox' }));
    const Endpoint = `arn:aws:sqs:us-east-1:${account}:inbox`;
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
    await sns.send(new PublishCommand({ TopicArn, Message: 'hello' }));
    expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
    expect(notes).toEqual([expect.stringContaining(`${TopicArn!} could not deliver to ${Endpoint}`)]);
  });

  it('by a rule whose pattern the event meets', async () => {
    const { events, sqs } = await start();
    const pattern = { source: [{ prefix: 'shop.' }], detail: { total: [{ numeric: ['>', 10] }] } };
    const { RuleArn } = await events.send(
      new PutRuleCommand({ Name: 'large', EventPattern: JSON.stringify(pattern) }),
    );
    const Attributes = { Policy: allow('events.amazonaws.com', RuleArn!) };
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'orders', Attributes }));
    const Arn = `arn:aws:sqs:us-east-1:${account}:orders`;
    await events.send(new PutTargetsCommand({ Rule: 'large', Targets: [{ Id: 't', Arn }] }));
    const order = (total: number) => ({
      Source: 'shop.orders',
      DetailType: 'placed',
      Detail: JSON.stringify({ total }),
    });
    const { Entries } = await events.send(
      new PutEventsCommand({ Entries: [order(5), order(20), { ...order(30), Detail: '[]' }] }),
    );
    expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([undefined, undefined, 'MalformedDetail']);
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    expect(Messages.map(({ Body }) => (JSON.parse(Body!) as { detail: unknown }).detail)).toEqual([
      { total: 20 },
    ]);
  });
});

describe('S3', () => {
  it('keeps bytes, metadata and ranges', async () => {
    const { s3 } = await start();
    await s3.send(new CreateBucketCommand({ Bucket: 'data' }));
    const Key = 'a folder/ü+&.txt';
    const Metadata = { colour: 'blue' };
    await s3.send(
      new PutObjectCommand({ Bucket: 'data', Key, Body: 'hello', ContentType: 'text/plain', Metadata }),
    );
    const whole = await s3.send(new GetObjectCommand({ Bucket: 'data', Key }));
    expect(await whole.Body?.transformToString()).toBe('hello');
    expect(whole).toMatchObject({ ContentType: 'text/plain', Metadata, ContentLength: 5 });
    const part = await s3.send(new GetObjectCommand({ Bucket: 'data', Key, Range: 'bytes=1-2' }));
    expect(await part.Body?.transformToString()).toBe('el');
    await s3.send(
      new CopyObjectCommand({ Bucket: 'data', Key: 'copy', CopySource: `data/${encodeURIComponent(Key)}` }),
    );
    const copy = await s3.send(new GetObjectCommand({ Bucket: 'data', Key: 'copy' }));
    expect(copy.Metadata).toEqual(Metadata);
  });

  it('lists in pages and by folders, and deletes', async () => {
    const { s3 } = await start();
    await s3.send(new CreateBucketCommand({ Bucket: 'data' }));
    const keys = ['a', 'b/1', 'b/2', 'c'];
    for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body: Key }));
    const first = await s3.send(new ListObjectsV2Command({ Bucket: 'data', MaxKeys: 3 }));
    const { NextContinuationToken: ContinuationToken } = first;
    const second = await s3.send(new ListObjectsV2Command({ Bucket: 'data', ContinuationToken }));
    const listed = [...first.Contents!, ...second.Contents!].map(({ Key }) => Key);
    expect(listed).toEqual(keys);
    const folders = await s3.send(new ListObjectsV2Command({ Bucket: 'data', Delimiter: '/' }));
    expect(folders.CommonPrefixes).toEqual([{ Prefix: 'b/' }]);
    await expect(s3.send(new DeleteBucketCommand({ Bucket: 'data' }))).rejects.toMatchObject({
      name: 'BucketNotEmpty',
    });
    await s3.send(
      new DeleteObjectsCommand({ Bucket: 'data', Delete: { Objects: keys.map((Key) => ({ Key })) } }),
    );
    await s3.send(new DeleteBucketCommand({ Bucket: 'data' }));
    await expect(s3.send(new ListObjectsV2Command({ Bucket: 'data' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
  });

  it('takes large objects in parts', async () => {
    const { s3 } = await start();
    const place = { Bucket: 'data', Key: 'large' };
    await s3.send(new CreateBucketCommand({ Bucket: 'data' }));
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...place, ContentType: 'a/b' }));
    const upload = { ...place, UploadId };
    const send = async (PartNumber: number, Body: Buffer) => {
      const { ETag } = await s3.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
      return { PartNumber, ETag };
    };
    const complete = (...Parts: CompletedPart[]) =>
      s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    const [second, first] = [await send(2, Buffer.from('end')), await send(1, Buffer.alloc(5_242_880, 'a'))];
    const small = await send(3, Buffer.from('too small for one in between'));
    await expect(complete(second, first)).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete(first, { ...second, ETag: 'x' })).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete(first, second, small)).rejects.toMatchObject({ name: 'EntityTooSmall' });
    expect(await complete(first, second)).toMatchObject({
      ETag: expect.stringMatching(/^"[0-9a-f]{32}-2"$/),
    });
    const end = await s3.send(new GetObjectCommand({ ...place, Range: 'bytes=-5' }));
    expect(await end.Body?.transformToString()).toBe('aaend');
    expect(end).toMatchObject({ ContentType: 'a/b', ContentRange: 'bytes 5242878-5242882/5242883' });
    await expect(complete(first)).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  it('forgets an upload that is given up', async () => {
    const { s3 } = await start();
    const place = { Bucket: 'data', Key: 'large' };
    await s3.send(new CreateBucketCommand({ Bucket: 'data' }));
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(place));
    await s3.send(new AbortMultipartUploadCommand({ ...place, UploadId }));
    const part = new UploadPartCommand({ ...place, UploadId, PartNumber: 1, Body: 'x' });
    await expect(s3.send(part)).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  it('what is not there is not there: an operation says so by its name', async () => {
    const { s3 } = await start();
    const { GetBucketVersioningCommand } = await import('@aws-sdk/client-s3');
    await expect(s3.send(new GetBucketVersioningCommand({ Bucket: 'data' }))).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining('?versioning'),
    });
  });
});

describe('DynamoDB', () => {
  it('keeps items, under conditions', async () => {
    const { dynamoDb } = await start();
    const { TableDescription } = await dynamoDb.send(
      new CreateTableCommand({
        TableName: 'things',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    expect(TableDescription?.TableArn).toBe(`arn:aws:dynamodb:us-east-1:${account}:table/things`);
    const Item = { id: { S: '1' }, n: { N: '7' } };
    const put = { TableName: 'things', Item, ConditionExpression: 'attribute_not_exists(id)' };
    await dynamoDb.send(new PutItemCommand(put));
    await expect(dynamoDb.send(new PutItemCommand(put))).rejects.toBeInstanceOf(
      ConditionalCheckFailedException,
    );
    const found = await dynamoDb.send(new GetItemCommand({ TableName: 'things', Key: { id: { S: '1' } } }));
    expect(found.Item).toEqual(Item);
  });
});
