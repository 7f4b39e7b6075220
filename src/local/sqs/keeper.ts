/** Queues as they are kept: each message is a thing of its own, or a long queue would be written anew for each of them. */
import type { Found, Keeper, Thing } from '../data/thing.ts';
import type { SqsBackend } from './backend.ts';
import { Message, type Sent } from './message.ts';
import { Queue } from './queue.ts';

type Attributes = Readonly<Record<string, string>>;

interface StoredQueue extends Pick<Queue, 'name' | 'arn' | 'created' | 'modified'> {
  readonly attributes: Attributes;
  readonly tags: readonly (readonly [string, string])[];
}

interface StoredMessage extends Pick<
  Message,
  'id' | 'sentAt' | 'visibleAt' | 'receipt' | 'received' | 'firstReceivedAt'
> {
  readonly queue: string;
  readonly sent: Sent;
}

export function sqsKeeper(backend: SqsBackend): Keeper {
  const nouns = { 'sqs.queue': 'queue' };
  return {
    nouns,
    things: () => thingsOf(backend),
    restore: (found) => {
      restore(backend, found);
    },
  };
}

function* thingsOf(backend: SqsBackend): Iterable<Thing> {
  for (const queue of backend.all()) {
    yield { kind: 'sqs.queue', id: queue.arn, value: () => storedQueue(queue) };
    for (const message of queue.messages) yield messageThing('sqs.message', queue, message);
    for (const message of queue.recent) yield messageThing('sqs.recent', queue, message);
  }
}

function messageThing(kind: string, queue: Queue, message: Message): Thing {
  const { id, sent, sentAt, visibleAt, receipt, received, firstReceivedAt } = message;
  return {
    kind,
    id: `${queue.arn}/${id}`,
    mark: `${visibleAt} ${received} ${String(receipt)}`,
    value: (): StoredMessage => ({
      queue: queue.arn,
      ...{ id, sent, sentAt, visibleAt, receipt, received, firstReceivedAt },
    }),
  };
}

function storedQueue({ name, arn, created, modified, attributes, tags }: Queue): StoredQueue {
  return { name, arn, created, modified, attributes, tags: [...tags] };
}

function restore(backend: SqsBackend, found: Found): void {
  for (const { name, arn, created, modified, attributes, tags } of found
    .all<StoredQueue>('sqs.queue')
    .values()) {
    const queue = new Queue(name, arn, attributes, created);
    queue.modified = modified;
    for (const [key, value] of tags) queue.tags.set(key, value);
    backend.put(queue);
  }
  const messages = new Map<string, Message>();
  for (const [id, stored] of found.all<StoredMessage>('sqs.message')) {
    const message = restored(stored);
    messages.set(id, message);
    backend.find(stored.queue)?.adopt(message);
  }
  for (const [id, stored] of found.all<StoredMessage>('sqs.recent'))
    backend.find(stored.queue)?.remember(messages.get(id) ?? restored(stored));
}

function restored({ id, sent, sentAt, ...state }: StoredMessage): Message {
  const message = new Message(sent, sentAt, id);
  message.visibleAt = state.visibleAt;
  message.receipt = state.receipt;
  message.received = state.received;
  message.firstReceivedAt = state.firstReceivedAt;
  return message;
}
