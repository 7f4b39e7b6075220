/** SendMessage, SendMessageBatch. */
import type {
  BatchResultErrorEntry,
  SendMessageBatchRequest,
  SendMessageBatchResult,
  SendMessageBatchResultEntry,
  SendMessageRequest,
  SendMessageResult,
} from '@aws-sdk/client-sqs';
import { createHash } from 'node:crypto';
import { AwsError } from '../errors.ts';
import type { Caller } from '../caller.ts';
import { operation, type Call, type Wire } from '../service.ts';
import type { SqsBackend } from './backend.ts';
import { invalidParameter, missingParameter } from './errors.ts';
import type { Message } from './message.ts';
import type { Queue } from './queue.ts';

type Entry = Omit<Wire<SendMessageRequest>, 'QueueUrl'>;

export const sendMessage = operation(
  (backend: SqsBackend, { caller, input }: Call<Wire<SendMessageRequest>>): SendMessageResult => {
    const queue = backend.open(caller, input.QueueUrl, 'SendMessage');
    return answer(send(backend, caller, queue, input));
  },
);

export const sendMessageBatch = operation(
  (backend: SqsBackend, { caller, input }: Call<Wire<SendMessageBatchRequest>>): SendMessageBatchResult => {
    const queue = backend.open(caller, input.QueueUrl, 'SendMessage');
    const Successful: SendMessageBatchResultEntry[] = [];
    const Failed: BatchResultErrorEntry[] = [];
    for (const { Id, ...entry } of input.Entries ?? []) {
      try {
        const { MessageId, MD5OfMessageBody, ...others } = answer(send(backend, caller, queue, entry));
        Successful.push({ Id, MessageId, MD5OfMessageBody, ...others });
      } catch (thrown) {
        if (!(thrown instanceof AwsError)) throw thrown;
        const Code = thrown.code.replace(/^.*#/, '');
        Failed.push({ Id, SenderFault: true, Code, Message: thrown.message });
      }
    }
    return { Successful, Failed };
  },
);

function send(backend: SqsBackend, caller: Caller, queue: Queue, entry: Entry): Message {
  const { MessageBody: body = '', MessageAttributes: attributes = {}, DelaySeconds } = entry;
  if (body === '') throw missingParameter('MessageBody');
  const most = Number(queue.attributes.MaximumMessageSize);
  if (Buffer.byteLength(body) > most) {
    throw invalidParameter(
      `One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`,
    );
  }
  const delayMs = DelaySeconds === undefined ? queue.milliseconds('DelaySeconds') : DelaySeconds * 1000;
  const sender = caller.userId;
  return queue.send(
    { body, attributes, sender, delayMs, ...orderOf(queue, entry) },
    backend.cloud.clock.now(),
  );
}

function orderOf(queue: Queue, entry: Entry): { group?: string; deduplication?: string } {
  if (!queue.isFifo) return {};
  const { MessageBody = '', MessageGroupId: group, MessageDeduplicationId } = entry;
  if (group === undefined) throw missingParameter('MessageGroupId');
  const byContent = queue.attributes.ContentBasedDeduplication === 'true';
  const content = byContent ? createHash('sha256').update(MessageBody).digest('hex') : undefined;
  const deduplication = MessageDeduplicationId ?? content;
  if (deduplication !== undefined) return { group, deduplication };
  throw invalidParameter(
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  );
}

function answer(message: Message): {
  MessageId: string;
  MD5OfMessageBody: string;
  MD5OfMessageAttributes?: string;
} {
  const { id, bodyMd5, attributesMd5 } = message;
  return {
    MD5OfMessageBody: bodyMd5,
    ...(attributesMd5 !== undefined && { MD5OfMessageAttributes: attributesMd5 }),
    MessageId: id,
  };
}
