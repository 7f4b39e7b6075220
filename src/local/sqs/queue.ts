import { Message, type Sent } from './message.ts';

/** [SQS API reference, CreateQueue] */
const defaults: Readonly<Record<string, string>> = {
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  VisibilityTimeout: '30',
};

export interface Received {
  readonly message: Message;
  readonly receipt: string;
}

/** FIFO: the same deduplication id is not taken again for this long. */
const deduplicationMs = 300_000;

export class Queue {
  readonly name: string;
  readonly arn: string;
  readonly created: number;
  readonly tags = new Map<string, string>();
  modified: number;
  #attributes: Readonly<Record<string, string>>;
  #messages: Message[] = [];
  /** Messages by deduplication id. */
  readonly #recent = new Map<string, Message>();
  /** Those who wait for messages. */
  readonly #waiting = new Set<() => void>();

  constructor(name: string, arn: string, attributes: Readonly<Record<string, string>>, now: number) {
    this.name = name;
    this.arn = arn;
    this.created = now;
    this.modified = now;
    this.#attributes = { ...defaults, ...attributes };
  }

  get messages(): readonly Message[] {
    return this.#messages;
  }

  /** Those whose deduplication ids are not taken again yet. */
  get recent(): Iterable<Message> {
    return this.#recent.values();
  }

  get isFifo(): boolean {
    return this.name.endsWith('.fifo');
  }

  get attributes(): Readonly<Record<string, string>> {
    return this.#attributes;
  }

  /** An empty text takes an attribute away. */
  configure(attributes: Readonly<Record<string, string>>, now: number): void {
    const all = { ...this.#attributes, ...attributes };
    this.#attributes = Object.fromEntries(
      Object.entries(all).flatMap(([name, value]) =>
        value === '' ? (defaults[name] === undefined ? [] : [[name, defaults[name]]]) : [[name, value]],
      ),
    );
    this.modified = now;
  }

  milliseconds(attribute: string): number {
    return Number(this.#attributes[attribute] ?? '0') * 1000;
  }

  /** The message, or the earlier one that this one repeats. */
  send(sent: Sent, now: number): Message {
    const { deduplication } = sent;
    const earlier = deduplication === undefined ? undefined : this.#recent.get(deduplication);
    if (earlier && now - earlier.sentAt < deduplicationMs) return earlier;
    const message = new Message(sent, now);
    this.remember(message);
    this.adopt(message);
    return message;
  }

  /** From now on its deduplication id, where it has one, is taken. */
  remember(message: Message): void {
    const { deduplication } = message.sent;
    if (deduplication !== undefined) this.#recent.set(deduplication, message);
  }

  /** Takes a message in as it is: of a sender, or of the queue whose dead letter it became. */
  adopt(message: Message): void {
    this.#messages.push(message);
    for (const wake of this.#waiting) wake();
  }

  /** Takes what can be received now, oldest first; what was received too often goes to `bury` instead. */
  receive(
    most: number,
    visibilityMs: number,
    now: number,
    bury: (message: Message) => boolean,
  ): readonly Received[] {
    this.#expire(now);
    const taken: Received[] = [];
    const held = new Set<string>();
    for (const message of [...this.#messages]) {
      const { group } = message.sent;
      const free = message.visibleAt <= now && (group === undefined || !held.has(group));
      if (!free) {
        if (group !== undefined) held.add(group);
        continue;
      }
      if (bury(message)) this.#remove(message);
      else if (taken.length < most) taken.push({ message, receipt: message.take(now, visibilityMs) });
    }
    return taken;
  }

  /** The earliest time at which another message can be received. */
  nextVisible(): number | undefined {
    const times = this.#messages.map(({ visibleAt }) => visibleAt);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  /** Resolves when a message comes in, or the signal aborts. */
  arrival(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
    });
  }

  find(receipt: string): Message | undefined {
    return this.#messages.find((message) => message.receipt === receipt);
  }

  delete(receipt: string): void {
    const message = this.find(receipt);
    if (message) this.#remove(message);
  }

  purge(): void {
    this.#messages = [];
  }

  /** Numbers of messages: those to receive, those that are being worked on, those that are delayed. */
  counts(now: number): { readonly visible: number; readonly inFlight: number; readonly delayed: number } {
    this.#expire(now);
    const visible = this.#messages.filter(({ visibleAt }) => visibleAt <= now).length;
    const delayed = this.#messages.filter(
      ({ visibleAt, received }) => visibleAt > now && received === 0,
    ).length;
    return { visible, delayed, inFlight: this.#messages.length - visible - delayed };
  }

  #expire(now: number): void {
    const oldest = now - this.milliseconds('MessageRetentionPeriod');
    this.#messages = this.#messages.filter(({ sentAt }) => sentAt > oldest);
    for (const [id, { sentAt }] of this.#recent) if (now - sentAt >= deduplicationMs) this.#recent.delete(id);
  }

  #remove(message: Message): void {
    this.#messages = this.#messages.filter((other) => other !== message);
  }
}
