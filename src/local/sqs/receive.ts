/** ReceiveMessage, and what becomes of a message that was received. */
import type {
  ChangeMessageVisibilityRequest,
  DeleteMessageBatchRequest,
  DeleteMessageBatchResult,
  DeleteMessageRequest,
  Message as SdkMessage,
  ReceiveMessageRequest,
  ReceiveMessageResult,
} from '@aws-sdk/client-sqs';
import { isObject, type Json } from '../../json.ts';
import { operation, type Call, type Wire } from '../service.ts';
import type { SqsBackend } from './backend.ts';
import { receiptHandleIsInvalid } from './errors.ts';
import type { Attributes, Message } from './message.ts';
import type { Queue, Received } from './queue.ts';

/** `AttributeNames` is the older name of `MessageSystemAttributeNames`. */
type ReceiveCall = Call<
  Omit<Wire<ReceiveMessageRequest>, 'AttributeNames'> & { readonly AttributeNames?: readonly string[] }
>;

/** Waits up to WaitTimeSeconds for a first message. */
export const receiveMessage = operation(
  async (backend: SqsBackend, { caller, input, signal }: ReceiveCall): Promise<ReceiveMessageResult> => {
    const queue = backend.open(caller, input.QueueUrl, 'ReceiveMessage');
    const { WaitTimeSeconds: wait } = input;
    const waitMs = wait === undefined ? queue.milliseconds('ReceiveMessageWaitTimeSeconds') : wait * 1000;
    const received = await receive(backend, queue, input, waitMs, signal);
    return received.length > 0 ? { Messages: received.map((one) => describe(one, input)) } : {};
  },
);

async function receive(
  backend: SqsBackend,
  queue: Queue,
  { VisibilityTimeout: timeout, MaxNumberOfMessages: most = 1 }: ReceiveCall['input'],
  waitMs: number,
  signal: AbortSignal,
): Promise<readonly Received[]> {
  const visibilityMs = timeout === undefined ? queue.milliseconds('VisibilityTimeout') : timeout * 1000;
  const { clock } = backend.cloud;
  const until = clock.now() + waitMs;
  for (;;) {
    const now = clock.now();
    const received = queue.receive(most, visibilityMs, now, (message) => bury(backend, queue, message));
    if (received.length > 0 || now >= until) return received;
    const next = Math.min(until, queue.nextVisible() ?? until);
    const woken = new AbortController();
    const either = AbortSignal.any([signal, woken.signal]);
    const slept = clock.sleep(next - now, either).catch(() => undefined);
    await Promise.race([slept, queue.arrival(either)]);
    woken.abort();
    signal.throwIfAborted();
  }
}

/** A message that was received too often goes to the queue that the redrive policy names. */
function bury(backend: SqsBackend, queue: Queue, message: Message): boolean {
  const policy = JSON.parse(queue.attributes.RedrivePolicy ?? 'null') as Json;
  const { deadLetterTargetArn: arn, maxReceiveCount: most } = isObject(policy) ? policy : {};
  if (typeof arn !== 'string' || message.received < Number(most)) return false;
  const target = backend.find(arn);
  target?.adopt(message);
  return target !== undefined;
}

function describe({ message, receipt }: Received, input: ReceiveCall['input']): SdkMessage {
  const { sent, attributesMd5 } = message;
  const attributes = chosen(sent.attributes, input.MessageAttributeNames ?? []);
  const system = systemAttributes(message, [
    ...(input.MessageSystemAttributeNames ?? []),
    ...(input.AttributeNames ?? []),
  ]);
  return {
    MessageId: message.id,
    ReceiptHandle: receipt,
    MD5OfBody: message.bodyMd5,
    Body: sent.body,
    ...(Object.keys(system).length > 0 && { Attributes: system }),
    ...(Object.keys(attributes).length > 0 && {
      MD5OfMessageAttributes: attributesMd5,
      // They go out as they came in: bytes as base64.
      MessageAttributes: attributes as unknown as SdkMessage['MessageAttributes'],
    }),
  };
}

/** Names may end with `.*`; `All` and `.*` stand for all. */
function chosen(attributes: Attributes, names: readonly string[]): Attributes {
  const all = names.some((name) => name === 'All' || name === '.*');
  const wanted = (name: string): boolean =>
    names.some((one) => one === name || (one.endsWith('.*') && name.startsWith(one.slice(0, -2))));
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => all || wanted(name)));
}

function systemAttributes(message: Message, names: readonly string[]): Record<string, string> {
  const { sent, sentAt, received, firstReceivedAt } = message;
  const all: Readonly<Record<string, string | undefined>> = {
    SenderId: sent.sender,
    SentTimestamp: String(sentAt),
    ApproximateReceiveCount: String(received),
    ApproximateFirstReceiveTimestamp: firstReceivedAt === undefined ? undefined : String(firstReceivedAt),
    AWSTraceHeader: sent.traceHeader,
    MessageGroupId: sent.group,
    MessageDeduplicationId: sent.deduplication,
  };
  const entries = Object.entries(all).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (names.includes('All') || names.includes(entry[0])),
  );
  return Object.fromEntries(entries);
}

export const deleteMessage = operation(
  (backend: SqsBackend, { caller, input }: Call<Wire<DeleteMessageRequest>>) => {
    backend.open(caller, input.QueueUrl, 'DeleteMessage').delete(input.ReceiptHandle ?? '');
    return {};
  },
);

export const deleteMessageBatch = operation(
  (
    backend: SqsBackend,
    { caller, input }: Call<Wire<DeleteMessageBatchRequest>>,
  ): DeleteMessageBatchResult => {
    const queue = backend.open(caller, input.QueueUrl, 'DeleteMessage');
    const entries = input.Entries ?? [];
    for (const { ReceiptHandle } of entries) queue.delete(ReceiptHandle ?? '');
    return { Successful: entries.map(({ Id }) => ({ Id })), Failed: [] };
  },
);

export const changeMessageVisibility = operation(
  (backend: SqsBackend, { caller, input }: Call<Wire<ChangeMessageVisibilityRequest>>) => {
    const { ReceiptHandle: receipt = '', VisibilityTimeout: seconds = 0 } = input;
    const message = backend.open(caller, input.QueueUrl, 'ChangeMessageVisibility').find(receipt);
    if (!message) throw receiptHandleIsInvalid(receipt);
    message.visibleAt = backend.cloud.clock.now() + seconds * 1000;
    return {};
  },
);
