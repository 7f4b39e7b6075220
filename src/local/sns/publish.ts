import type { MessageAttributeValue, PublishResponse } from '@aws-sdk/client-sns';
import { randomUUID } from 'node:crypto';
import { operation, type Call, type Wire } from '../service.ts';
import { invalidParameter, type SnsBackend } from './backend.ts';
import type { Published } from './deliver.ts';
import { mapOf } from './input.ts';

interface PublishInput {
  readonly TopicArn?: string;
  readonly TargetArn?: string;
  readonly Message?: string;
  readonly Subject?: string;
  readonly MessageStructure?: string;
  readonly MessageAttributes?: unknown;
}

/** [SNS API reference, Publish] */
const largest = 262_144;

export const publish = operation(
  (backend: SnsBackend, { caller, input }: Call<PublishInput>): PublishResponse => {
    const topic = backend.open(caller, input.TopicArn ?? input.TargetArn, 'Publish');
    const { Subject: subject } = input;
    const message = textOf(input);
    const id = randomUUID();
    backend.publish(topic, { id, message, subject, attributes: attributesOf(input.MessageAttributes) });
    return { MessageId: id };
  },
);

/** With `MessageStructure: json` queues and functions get what stands under `default`. */
function textOf({ Message = '', MessageStructure }: PublishInput): string {
  if (Message === '') throw invalidParameter('Empty message');
  if (Buffer.byteLength(Message) > largest) throw invalidParameter('Message too long');
  if (MessageStructure !== 'json') return Message;
  const text = defaultOf(Message);
  if (text === undefined) throw invalidParameter('Message Structure - No default entry in JSON message body');
  return text;
}

function defaultOf(message: string): string | undefined {
  try {
    const { default: text } = JSON.parse(message) as { default?: unknown };
    return typeof text === 'string' ? text : undefined;
  } catch {
    throw invalidParameter('Message Structure - JSON message body failed to parse');
  }
}

function attributesOf(attributes: unknown): Published['attributes'] {
  const names = { key: 'Name', value: 'Value' };
  const values = mapOf<Wire<MessageAttributeValue>>(attributes, names);
  return Object.fromEntries(
    Object.entries(values).map(([name, { DataType = '', StringValue, BinaryValue }]) => {
      if (DataType === '')
        throw invalidParameter(
          `The message attribute '${name}' must contain non-empty message attribute type.`,
        );
      return [name, { Type: DataType, Value: StringValue ?? BinaryValue ?? '' }];
    }),
  );
}
