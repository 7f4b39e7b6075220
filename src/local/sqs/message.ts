import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { createHash, randomUUID } from 'node:crypto';
import type { Wire } from '../service.ts';

export type Attributes = Readonly<Record<string, Wire<MessageAttributeValue>>>;

/** What a sender gives; times are milliseconds. */
export interface Sent {
  readonly body: string;
  readonly attributes: Attributes;
  readonly sender: string;
  readonly delayMs: number;
  readonly group?: string | undefined;
  readonly deduplication?: string | undefined;
  /** X-Ray's. */
  readonly traceHeader?: string | undefined;
}

export class Message {
  readonly id: string;
  readonly sent: Sent;
  readonly sentAt: number;
  /** When it can be received (again). */
  visibleAt: number;
  /** The one of the last receive; others are good for nothing any more. */
  receipt: string | undefined;
  received = 0;
  firstReceivedAt: number | undefined;

  constructor(sent: Sent, now: number, id: string = randomUUID()) {
    this.id = id;
    this.sent = sent;
    this.sentAt = now;
    this.visibleAt = now + sent.delayMs;
  }

  take(now: number, visibilityMs: number): string {
    this.received += 1;
    this.firstReceivedAt ??= now;
    this.visibleAt = now + visibilityMs;
    this.receipt = randomUUID();
    return this.receipt;
  }

  get bodyMd5(): string {
    return createHash('md5').update(this.sent.body).digest('hex');
  }

  get attributesMd5(): string | undefined {
    return Object.keys(this.sent.attributes).length > 0 ? attributesMd5(this.sent.attributes) : undefined;
  }
}

const transports = { string: 1, binary: 2 };

/** [SQS developer guide, "Calculating the MD5 message digest for message attributes"] */
function attributesMd5(attributes: Attributes): string {
  const hash = createHash('md5');
  const part = (bytes: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const [name, { DataType = '', StringValue, BinaryValue = '' }] of Object.entries(attributes).sort(
    byName,
  )) {
    part(Buffer.from(name));
    part(Buffer.from(DataType));
    hash.update(Buffer.of(StringValue === undefined ? transports.binary : transports.string));
    part(StringValue === undefined ? Buffer.from(BinaryValue, 'base64') : Buffer.from(StringValue));
  }
  return hash.digest('hex');
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
