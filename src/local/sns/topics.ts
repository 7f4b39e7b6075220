/** Topics, their attributes and tags. */
import type { CreateTopicResponse, ListTopicsResponse } from '@aws-sdk/client-sns';
import { requireAccess } from '../access.ts';
import { operation, type Call } from '../service.ts';
import { invalidParameter, topicArn, type SnsBackend } from './backend.ts';
import { mapOf } from './input.ts';

interface TopicInput {
  readonly TopicArn?: string;
  readonly ResourceArn?: string;
}

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

type CreateCall = Call<{ Name?: string; Attributes?: unknown; Tags?: readonly Tag[] | '' }>;

export const createTopic = operation(
  (backend: SnsBackend, { caller, input }: CreateCall): CreateTopicResponse => {
    const { Name = '', Attributes, Tags } = input;
    if (!/^[\w-]{1,256}$/.test(Name)) throw invalidParameter('Topic Name');
    requireAccess(backend.cloud, caller, { action: 'sns:CreateTopic', resource: topicArn(caller, Name) });
    const topic = backend.create(caller, Name);
    for (const [name, value] of Object.entries(mapOf(Attributes))) topic.attributes.set(name, value);
    for (const { Key, Value } of Array.isArray(Tags) ? (Tags as Tag[]) : []) topic.tags.set(Key, Value);
    return { TopicArn: topic.arn };
  },
);

export const deleteTopic = operation((backend: SnsBackend, { caller, input }: Call<TopicInput>) => {
  backend.delete(backend.open(caller, input.TopicArn, 'DeleteTopic'));
  return {};
});

export const listTopics = operation((backend: SnsBackend, { caller }: Call<object>): ListTopicsResponse => {
  requireAccess(backend.cloud, caller, { action: 'sns:ListTopics', resource: topicArn(caller, '*') });
  return { Topics: backend.topicsOf(caller).map(({ arn }) => ({ TopicArn: arn })) };
});

export const getTopicAttributes = operation((backend: SnsBackend, { caller, input }: Call<TopicInput>) => {
  const topic = backend.open(caller, input.TopicArn, 'GetTopicAttributes');
  const Attributes = new Map([
    ['TopicArn', topic.arn],
    ['Owner', topic.account],
    ['DisplayName', ''],
    ['SubscriptionsConfirmed', String(topic.subscriptions.size)],
    ['SubscriptionsPending', '0'],
    ['SubscriptionsDeleted', '0'],
    ...topic.attributes,
  ]);
  return { Attributes };
});

type SetCall = Call<TopicInput & { AttributeName?: string; AttributeValue?: string }>;

export const setTopicAttributes = operation((backend: SnsBackend, { caller, input }: SetCall) => {
  const { AttributeName = '', AttributeValue = '' } = input;
  backend.open(caller, input.TopicArn, 'SetTopicAttributes').attributes.set(AttributeName, AttributeValue);
  return {};
});

export const listTagsForResource = operation((backend: SnsBackend, { caller, input }: Call<TopicInput>) => {
  const { tags } = backend.open(caller, input.ResourceArn, 'ListTagsForResource');
  return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) };
});
