/** CreateQueue, DeleteQueue, GetQueueUrl, ListQueues, PurgeQueue and what concerns attributes and tags. */
import type {
  CreateQueueRequest,
  CreateQueueResult,
  GetQueueAttributesRequest,
  GetQueueAttributesResult,
  GetQueueUrlRequest,
  GetQueueUrlResult,
  ListQueuesRequest,
  ListQueuesResult,
  ListQueueTagsResult,
  SetQueueAttributesRequest,
  TagQueueRequest,
  UntagQueueRequest,
} from '@aws-sdk/client-sqs';
import { requireAccess } from '../access.ts';
import { operation, type Call, type Wire } from '../service.ts';
import type { SqsBackend } from './backend.ts';
import { invalidParameter, queueDoesNotExist, queueNameExists } from './errors.ts';
import type { Queue } from './queue.ts';

type Named = Call<{ QueueUrl?: string }>;

/** [SQS API reference, CreateQueue] */
const queueName = /^[\w-]{1,80}$/;

export const createQueue = operation(
  (backend: SqsBackend, { caller, input }: Call<Wire<CreateQueueRequest>>): CreateQueueResult => {
    const { QueueName: name = '', Attributes = {}, tags = {} } = input;
    if (!queueName.test(name.replace(/\.fifo$/, '')) || name.length > 80) {
      throw invalidParameter(
        'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
      );
    }
    if (name.endsWith('.fifo') !== (Attributes.FifoQueue === 'true')) {
      throw invalidParameter(
        'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
      );
    }
    const arn = backend.arn(caller, name);
    requireAccess(backend.cloud, caller, { action: 'sqs:CreateQueue', resource: arn });
    const attributes = checked(Attributes);
    const found = backend.find(arn);
    if (found && differs(found, attributes)) throw queueNameExists();
    const queue = found ?? backend.add(caller, name, attributes);
    for (const [key, value] of Object.entries(tags)) queue.tags.set(key, value);
    return { QueueUrl: backend.url(queue) };
  },
);

export const deleteQueue = operation((backend: SqsBackend, { caller, input }: Named) => {
  backend.delete(backend.open(caller, input.QueueUrl, 'DeleteQueue'));
  return {};
});

export const purgeQueue = operation((backend: SqsBackend, { caller, input }: Named) => {
  backend.open(caller, input.QueueUrl, 'PurgeQueue').purge();
  return {};
});

export const getQueueUrl = operation(
  (backend: SqsBackend, { caller, input }: Call<Wire<GetQueueUrlRequest>>): GetQueueUrlResult => {
    const { QueueName = '', QueueOwnerAWSAccountId: account = caller.account } = input;
    const arn = backend.arn({ account, region: caller.region }, QueueName);
    requireAccess(backend.cloud, caller, { action: 'sqs:GetQueueUrl', resource: arn });
    const queue = backend.find(arn);
    if (!queue) throw queueDoesNotExist();
    return { QueueUrl: backend.url(queue) };
  },
);

export const listQueues = operation(
  (backend: SqsBackend, { caller, input }: Call<Wire<ListQueuesRequest>>): ListQueuesResult => {
    requireAccess(backend.cloud, caller, { action: 'sqs:ListQueues', resource: backend.arn(caller, '*') });
    const prefix = input.QueueNamePrefix ?? '';
    const queues = backend.queuesOf(caller).filter(({ name }) => name.startsWith(prefix));
    return queues.length > 0 ? { QueueUrls: queues.map((queue) => backend.url(queue)) } : {};
  },
);

export const getQueueAttributes = operation(
  (
    backend: SqsBackend,
    { caller, input }: Call<Wire<GetQueueAttributesRequest>>,
  ): GetQueueAttributesResult => {
    const queue = backend.open(caller, input.QueueUrl, 'GetQueueAttributes');
    const wanted = new Set<string>(input.AttributeNames);
    const entries = Object.entries(attributesOf(queue, backend.cloud.clock.now()));
    const found = entries.filter(([name]) => wanted.has('All') || wanted.has(name));
    return found.length > 0 ? { Attributes: Object.fromEntries(found) } : {};
  },
);

export const setQueueAttributes = operation(
  (backend: SqsBackend, { caller, input }: Call<Wire<SetQueueAttributesRequest>>) => {
    const queue = backend.open(caller, input.QueueUrl, 'SetQueueAttributes');
    queue.configure(checked(input.Attributes ?? {}), backend.cloud.clock.now());
    return {};
  },
);

export const listQueueTags = operation(
  (backend: SqsBackend, { caller, input }: Named): ListQueueTagsResult => {
    const { tags } = backend.open(caller, input.QueueUrl, 'ListQueueTags');
    return tags.size > 0 ? { Tags: Object.fromEntries(tags) } : {};
  },
);

export const tagQueue = operation((backend: SqsBackend, { caller, input }: Call<Wire<TagQueueRequest>>) => {
  const { tags } = backend.open(caller, input.QueueUrl, 'TagQueue');
  for (const [key, value] of Object.entries(input.Tags ?? {})) tags.set(key, value);
  return {};
});

export const untagQueue = operation(
  (backend: SqsBackend, { caller, input }: Call<Wire<UntagQueueRequest>>) => {
    const { tags } = backend.open(caller, input.QueueUrl, 'UntagQueue');
    for (const key of input.TagKeys ?? []) tags.delete(key);
    return {};
  },
);

/** Seconds or bytes, from and to [SQS API reference, SetQueueAttributes]. */
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  DelaySeconds: [0, 900],
  MaximumMessageSize: [1024, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600],
  ReceiveMessageWaitTimeSeconds: [0, 20],
  VisibilityTimeout: [0, 43_200],
};

/** Throws InvalidParameterValueException. */
function checked(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(attributes)) {
    const [least, most] = ranges[name] ?? [];
    const amount = Number(value);
    const outside = least !== undefined && most !== undefined && !(amount >= least && amount <= most);
    const malformed = (name === 'Policy' || name === 'RedrivePolicy') && value !== '' && !isJsonObject(value);
    if (outside || malformed) throw invalidParameter(`Invalid value for the parameter ${name}.`);
  }
  return attributes;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function differs({ attributes }: Queue, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).some(([name, value]) => attributes[name] !== value);
}

function attributesOf(queue: Queue, now: number): Record<string, string> {
  const { visible, inFlight, delayed } = queue.counts(now);
  return {
    ...queue.attributes,
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: String(Math.floor(queue.created / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.modified / 1000)),
  };
}
