import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  InvokeCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionConfigurationCommand,
  type PutFunctionEventInvokeConfigRequest,
} from '@aws-sdk/client-lambda';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { account, clientsOf, document, region } from '../support.ts';
import {
  createFunction,
  invoke,
  lambdaOf,
  makeFunctionRole,
  updated,
  type LambdaClients,
} from './support.ts';

/** Fails, unless the event says otherwise. */
const worker = `import os
def handler(event, context):
    if event.get("ok"):
        return {"trace": os.environ["_X_AMZN_TRACE_ID"]}
    raise Exception("intentional failure")
`;

const notes: string[] = [];
let aws: LocalAws;
let clients: LambdaClients & { sqs: SQSClient; sns: SNSClient; events: EventBridgeClient };

beforeAll(async () => {
  aws = await startLocalAws({ fastWaits: true, note: (line) => notes.push(line) });
  const options = {
    endpoint: aws.endpoint,
    region,
    credentials: { accessKeyId: account, secretAccessKey: 'x' },
  };
  clients = {
    ...clientsOf(aws.endpoint),
    lambda: lambdaOf(aws.endpoint),
    sqs: new SQSClient(options),
    sns: new SNSClient(options),
    events: new EventBridgeClient(options),
  };
  await makeFunctionRole(clients);
  const actions = ['sqs:SendMessage', 'sns:Publish', 'events:PutEvents', 'lambda:InvokeFunction'];
  const PolicyDocument = document({ Effect: 'Allow', Action: actions, Resource: '*' });
  await clients.iam.send(
    new PutRolePolicyCommand({ RoleName: 'functions', PolicyName: 'deliver', PolicyDocument }),
  );
  await createFunction(clients, { files: { 'handler.py': worker } });
  await invoke(clients.lambda, 'fn', { ok: true });
});

afterAll(() => aws.close());

interface Queue {
  readonly arn: string;
  /** Takes the next message. */
  readonly next: () => Promise<Message>;
}

/** A queue that services may send to. */
async function queue(QueueName: string): Promise<Queue> {
  const Policy = document({ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' });
  const { QueueUrl } = await clients.sqs.send(new CreateQueueCommand({ QueueName, Attributes: { Policy } }));
  const receive = new ReceiveMessageCommand({
    QueueUrl,
    WaitTimeSeconds: 20,
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'],
  });
  const next = async (): Promise<Message> => {
    const { Messages: [message] = [] } = await clients.sqs.send(receive);
    if (!message) throw new Error(`nothing came to ${QueueName}`);
    await clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
    return message;
  };
  return { arn: `arn:aws:sqs:${region}:${account}:${QueueName}`, next };
}

async function configure(config: Omit<PutFunctionEventInvokeConfigRequest, 'FunctionName'>): Promise<void> {
  await clients.lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: 'fn', ...config }));
}

/** Its request id. */
async function send(payload: object): Promise<string> {
  const Payload = JSON.stringify(payload);
  const answer = await clients.lambda.send(
    new InvokeCommand({ FunctionName: 'fn', InvocationType: 'Event', Payload }),
  );
  expect(answer.StatusCode).toBe(202);
  return answer.$metadata.requestId ?? '';
}

const arn = `arn:aws:lambda:${region}:${account}:function:fn`;
const failed = {
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  responsePayload: expect.objectContaining({ errorMessage: 'intentional failure', errorType: 'Exception' }),
};

const record = (requestId: string, context: object, rest: object): object => ({
  version: '1.0',
  timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
  requestContext: { requestId, functionArn: `${arn}:$LATEST`, ...context },
  ...rest,
});

/** What a function logs is stamped with the time that retries live on. */
async function lambdaTime(): Promise<number> {
  const request = { logGroupName: '/aws/lambda/fn', filterPattern: 'REPORT' };
  const { events = [] } = await clients.logs.send(new FilterLogEventsCommand(request));
  return Math.max(...events.map(({ timestamp = 0 }) => timestamp));
}

const bodyOf = ({ Body = '' }: Message): unknown => JSON.parse(Body);

describe('an asynchronous invocation that fails', () => {
  interface Row {
    readonly why: string;
    readonly config: Omit<PutFunctionEventInvokeConfigRequest, 'FunctionName' | 'DestinationConfig'>;
    readonly context: object;
    /** Seconds, of Lambda's time. */
    readonly waits: number;
  }
  const rows: Row[] = [
    {
      why: 'twice again, after one minute and after two more',
      config: {},
      context: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      waits: 180,
    },
    {
      why: 'as often as its configuration says',
      config: { MaximumRetryAttempts: 0 },
      context: { condition: 'RetriesExhausted', approximateInvokeCount: 1 },
      waits: 0,
    },
    {
      why: 'until it would be too old: at once, where it is so after the first wait',
      config: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 60 },
      context: { condition: 'EventAgeExceeded', approximateInvokeCount: 1 },
      waits: 0,
    },
    {
      why: 'until it would be too old: after one more attempt',
      config: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 90 },
      context: { condition: 'EventAgeExceeded', approximateInvokeCount: 2 },
      waits: 60,
    },
  ];

  it.each(rows)('is tried $why', async ({ config, context, waits }) => {
    const { arn: Destination, next } = await queue('failures');
    await configure({ ...config, DestinationConfig: { OnFailure: { Destination } } });
    const before = await lambdaTime();
    const id = await send({ a: 1 });
    const message = await next();
    expect(bodyOf(message)).toEqual(record(id, context, { requestPayload: { a: 1 }, ...failed }));
    expect(message.Attributes).toMatchObject({
      AWSTraceHeader: expect.stringMatching(/^Root=1-/),
      SenderId: expect.stringMatching(/^AROA/),
    });
    const { timestamp } = bodyOf(message) as { timestamp: string };
    const seconds = (Date.parse(timestamp) - before) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(waits);
    expect(seconds).toBeLessThan(waits + 60);
  });

  it('is not tried where no concurrency is reserved for it', async () => {
    const { arn: Destination, next } = await queue('zero');
    await createFunction(clients, { FunctionName: 'zero', files: { 'handler.py': worker } });
    const zero = { FunctionName: 'zero' };
    await clients.lambda.send(
      new PutFunctionConcurrencyCommand({ ...zero, ReservedConcurrentExecutions: 0 }),
    );
    await clients.lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        ...zero,
        DestinationConfig: { OnFailure: { Destination } },
      }),
    );
    await clients.lambda.send(new InvokeCommand({ ...zero, InvocationType: 'Event' }));
    const { requestContext, ...rest } = bodyOf(await next()) as { requestContext: object };
    expect(requestContext).toMatchObject({ condition: 'ZeroReservedConcurrency', approximateInvokeCount: 0 });
    expect(Object.keys(rest)).toEqual(['version', 'timestamp', 'requestPayload']);
  });

  it('is a dead letter: the event itself, with its error in attributes', async () => {
    const { arn: TargetArn, next } = await queue('dead');
    await configure({ MaximumRetryAttempts: 0 });
    const update = new UpdateFunctionConfigurationCommand({
      FunctionName: 'fn',
      DeadLetterConfig: { TargetArn },
    });
    await clients.lambda.send(update);
    await updated(clients.lambda, 'fn');
    const id = await send({ a: 2 });
    const { Body, MessageAttributes } = await next();
    expect(Body).toBe('{"a":2}');
    expect(MessageAttributes).toEqual({
      ErrorCode: { DataType: 'Number', StringValue: '200' },
      ErrorMessage: { DataType: 'String', StringValue: 'intentional failure' },
      RequestID: { DataType: 'String', StringValue: id },
    });
  });

  it('is lost where it cannot be delivered, and a note says so', async () => {
    const Destination = `arn:aws:sqs:${region}:${account}:nowhere`;
    await configure({ MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination } } });
    const { next } = await queue('dead');
    await send({ a: 3 });
    await next();
    expect(notes.join('\n')).toMatch(
      /Lambda: arn:.*:fn:\$LATEST could not deliver to arn:.*:nowhere: The specified queue does not exist/,
    );
  });
});

describe('the record of a success', () => {
  const succeeded = (id: string): object =>
    record(
      id,
      { condition: 'Success', approximateInvokeCount: 1 },
      {
        requestPayload: { ok: true },
        responseContext: { statusCode: 200, executedVersion: '$LATEST' },
        responsePayload: { trace: expect.stringMatching(/^Root=1-/) },
      },
    );

  it('goes to a queue, which is told the trace that the function saw', async () => {
    const { arn: Destination, next } = await queue('successes');
    await configure({ DestinationConfig: { OnSuccess: { Destination } } });
    const id = await send({ ok: true });
    const message = await next();
    expect(bodyOf(message)).toEqual(succeeded(id));
    const { responsePayload } = bodyOf(message) as { responsePayload: { trace: string } };
    expect(message.Attributes?.AWSTraceHeader).toBe(responsePayload.trace);
  });

  it('goes to a topic', async () => {
    const { arn: Endpoint, next } = await queue('subscriber');
    const { TopicArn = '' } = await clients.sns.send(new CreateTopicCommand({ Name: 'results' }));
    await clients.sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
    await configure({ DestinationConfig: { OnSuccess: { Destination: TopicArn } } });
    const id = await send({ ok: true });
    const { Message: text } = bodyOf(await next()) as { Message: string };
    expect(JSON.parse(text)).toEqual(succeeded(id));
  });

  it('goes to an event bus, as an event of its own', async () => {
    const target = await queue('rule');
    const EventPattern = JSON.stringify({ source: ['lambda'] });
    await clients.events.send(new PutRuleCommand({ Name: 'results', EventPattern }));
    await clients.events.send(
      new PutTargetsCommand({ Rule: 'results', Targets: [{ Id: '1', Arn: target.arn }] }),
    );
    const Destination = `arn:aws:events:${region}:${account}:event-bus/default`;
    await configure({ DestinationConfig: { OnSuccess: { Destination } } });
    const id = await send({ ok: true });
    expect(bodyOf(await target.next())).toMatchObject({
      'detail-type': 'Lambda Function Invocation Result - Success',
      source: 'lambda',
      resources: [Destination, `${arn}:$LATEST`],
      detail: succeeded(id),
    });
  });

  it('goes to another function, which is invoked with it', async () => {
    const { arn: dead, next } = await queue('next');
    const files = {
      'handler.py':
        'def handler(event, context):\n    raise Exception(event["requestContext"]["requestId"])\n',
    };
    await createFunction(clients, { FunctionName: 'next', files, DeadLetterConfig: { TargetArn: dead } });
    const Destination = `arn:aws:lambda:${region}:${account}:function:next`;
    await configure({ DestinationConfig: { OnSuccess: { Destination } } });
    const id = await send({ ok: true });
    const { MessageAttributes } = await next();
    expect(MessageAttributes?.ErrorMessage?.StringValue).toBe(id);
  });
});
