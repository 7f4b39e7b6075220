/** Amazon SNS of all accounts and regions. */
import { randomUUID } from 'node:crypto';
import { requireAccess, requireDelivery } from '../access.ts';
import { partitionOf, type Caller } from '../caller.ts';
import type { Cloud, Topics } from '../cloud.ts';
import { AwsError } from '../errors.ts';
import { deliver, type Published } from './deliver.ts';

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly account: string;
  readonly protocol: 'sqs' | 'lambda';
  /** The queue's or function's ARN. */
  readonly endpoint: string;
  readonly raw: boolean;
}

export interface Topic {
  readonly arn: string;
  readonly account: string;
  readonly attributes: Map<string, string>;
  readonly tags: Map<string, string>;
  readonly subscriptions: Map<string, Subscription>;
}

export class SnsBackend implements Topics {
  readonly cloud: Cloud;
  /** By ARN. */
  readonly #topics = new Map<string, Topic>();

  constructor(cloud: Cloud) {
    this.cloud = cloud;
  }

  /** The topic of that name: a new one, or the one that is there. */
  create({ account, region }: Caller, name: string): Topic {
    const arn = topicArn({ account, region }, name);
    const topic = this.#topics.get(arn) ?? {
      arn,
      account,
      attributes: new Map(),
      tags: new Map(),
      subscriptions: new Map(),
    };
    this.add(topic);
    return topic;
  }

  add(topic: Topic): void {
    this.#topics.set(topic.arn, topic);
  }

  all(): Iterable<Topic> {
    return this.#topics.values();
  }

  /** Throws NotFound, AccessDeniedException. */
  open(caller: Caller, arn: string | undefined, action: string): Topic {
    if (arn === undefined)
      throw invalidParameter('TopicArn or TargetArn Reason: no value for required parameter');
    requireAccess(this.cloud, caller, { action: `sns:${action}`, resource: arn });
    return this.#require(arn);
  }

  deliver({
    topicArn,
    message,
    principal,
    context,
    attributes = {},
  }: Parameters<Topics['deliver']>[0]): void {
    requireDelivery(this.cloud, { principal, action: 'sns:Publish', resource: topicArn, context });
    const texts = Object.entries(attributes).map(
      ([name, { type, value }]) => [name, { Type: type, Value: value }] as const,
    );
    this.publish(this.#require(topicArn), {
      id: randomUUID(),
      message,
      attributes: Object.fromEntries(texts),
    });
  }

  delete({ arn }: Topic): void {
    this.#topics.delete(arn);
  }

  topicsOf(caller: Caller): readonly Topic[] {
    const prefix = topicArn(caller, '');
    return [...this.#topics.values()].filter(({ arn }) => arn.startsWith(prefix));
  }

  subscribe(
    topic: Topic,
    facts: Pick<Subscription, 'protocol' | 'endpoint' | 'raw' | 'account'>,
  ): Subscription {
    const same = [...topic.subscriptions.values()].find(
      ({ protocol, endpoint }) => protocol === facts.protocol && endpoint === facts.endpoint,
    );
    const subscription = same ?? { ...facts, topicArn: topic.arn, arn: `${topic.arn}:${randomUUID()}` };
    topic.subscriptions.set(subscription.arn, subscription);
    return subscription;
  }

  unsubscribe(arn: string): void {
    this.#topics.get(arn.replace(/:[^:]+$/, ''))?.subscriptions.delete(arn);
  }

  /** Hands a message to all subscriptions; one that cannot take it does not keep it from the others. */
  publish(topic: Topic, message: Published): void {
    for (const subscription of topic.subscriptions.values()) deliver(this.cloud, subscription, message);
  }

  #require(arn: string): Topic {
    const topic = this.#topics.get(arn);
    if (!topic) throw new AwsError('NotFound', 'Topic does not exist', 404);
    return topic;
  }
}

export function topicArn({ account, region }: { account: string; region: string }, name: string): string {
  return `arn:${partitionOf(region)}:sns:${region}:${account}:${name}`;
}

export function invalidParameter(what: string): AwsError {
  return new AwsError('InvalidParameter', `Invalid parameter: ${what}`);
}
