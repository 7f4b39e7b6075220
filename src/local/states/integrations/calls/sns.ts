/** SNS: the one service of the query protocol that has an optimised integration. */
import { isObject, type Json, type JsonObject } from '../../../../json.ts';
import { textsOf } from '../../../wire/xml.ts';
import { ServiceRefusal, type Connection, type ServiceAnswer, type ServiceCall } from './call.ts';
import { post, type Answer } from './send.ts';

/** Answers in which a text is all that is told. */
const members: Readonly<Record<string, readonly string[]>> = {
  Publish: ['MessageId', 'SequenceNumber'],
  CreateTopic: ['TopicArn'],
  DeleteTopic: [],
  Subscribe: ['SubscriptionArn'],
  Unsubscribe: [],
  SetTopicAttributes: [],
};

/** Whether the operation's answer can be read. */
export function isReadable(operation: string): boolean {
  return Object.hasOwn(members, operation);
}

/** Rejects with ServiceRefusal, Unreachable, or the signal's reason. */
export async function callSns(
  { operation, parameters }: ServiceCall,
  connection: Connection,
): Promise<ServiceAnswer> {
  const form = new URLSearchParams({ Action: operation, Version: '2010-03-31' });
  for (const [name, value] of Object.entries(parameters)) append(form, name, value);
  const answer = await post(connection, 'sns', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
  const [requestId = ''] = textsOf(answer.text, 'RequestId');
  if (answer.status >= 300) throw refusal(answer, requestId);
  return { members: membersOf(operation, answer.text), requestId, headers: answer.headers };
}

/** Lists are numbered members; objects under names of the caller's own are numbered entries. */
function append(form: URLSearchParams, name: string, value: Json): void {
  if (Array.isArray(value)) {
    for (const [i, item] of (value as readonly Json[]).entries())
      append(form, `${name}.member.${i + 1}`, item);
  } else if (!isObject(value)) {
    if (value !== null) form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  } else if (name === 'MessageAttributes') appendMap(form, name, value, ['Name', 'Value']);
  else if (name === 'Attributes') appendMap(form, name, value, ['key', 'value']);
  else for (const [member, below] of Object.entries(value)) append(form, `${name}.${member}`, below);
}

function appendMap(
  form: URLSearchParams,
  name: string,
  map: JsonObject,
  [key, value]: readonly [string, string],
): void {
  for (const [i, [entry, below]] of Object.entries(map).entries()) {
    append(form, `${name}.entry.${i + 1}.${key}`, entry);
    append(form, `${name}.entry.${i + 1}.${value}`, below);
  }
}

function membersOf(operation: string, text: string): JsonObject {
  const names = members[operation] ?? [];
  return Object.fromEntries(
    names.flatMap((name) =>
      textsOf(text, name)
        .slice(0, 1)
        .map((value) => [name, value] as const),
    ),
  );
}

function refusal({ status, text }: Answer, requestId: string): ServiceRefusal {
  const [code = `Http${status}`] = textsOf(text, 'Code');
  const [message = text] = textsOf(text, 'Message');
  return new ServiceRefusal({ code, message, status, requestId });
}
