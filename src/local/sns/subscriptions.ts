/** Subscriptions. Queues and functions confirm theirs at once. */
import type {
  ListSubscriptionsByTopicResponse,
  SubscribeResponse,
  Subscription as SdkSubscription,
} from '@aws-sdk/client-sns';
import { requireAccess } from '../access.ts';
import { operation, type Call } from '../service.ts';
import { invalidParameter, topicArn, type SnsBackend, type Subscription } from './backend.ts';
import { mapOf } from './input.ts';

interface SubscribeInput {
  readonly TopicArn?: string;
  readonly Protocol?: string;
  readonly Endpoint?: string;
  readonly Attributes?: unknown;
}

export const subscribe = operation(
  (backend: SnsBackend, { caller, input }: Call<SubscribeInput>): SubscribeResponse => {
    const { Protocol: protocol = '', Endpoint: endpoint = '', Attributes } = input;
    const topic = backend.open(caller, input.TopicArn, 'Subscribe');
    if (protocol !== 'sqs' && protocol !== 'lambda') {
      throw invalidParameter(
        `Protocol Reason: the embedded AWS delivers to sqs and lambda, not to ${protocol}`,
      );
    }
    const { RawMessageDelivery, FilterPolicy } = mapOf(Attributes);
    if (FilterPolicy !== undefined) {
      throw invalidParameter('Attributes Reason: the embedded AWS has no filter policies');
    }
    const raw = RawMessageDelivery === 'true';
    const { arn } = backend.subscribe(topic, { protocol, endpoint, raw, account: caller.account });
    return { SubscriptionArn: arn };
  },
);

export const unsubscribe = operation(
  (backend: SnsBackend, { caller, input }: Call<{ SubscriptionArn?: string }>) => {
    const { SubscriptionArn: arn = '' } = input;
    requireAccess(backend.cloud, caller, { action: 'sns:Unsubscribe', resource: arn });
    backend.unsubscribe(arn);
    return {};
  },
);

export const listSubscriptionsByTopic = operation(
  (backend: SnsBackend, { caller, input }: Call<{ TopicArn?: string }>): ListSubscriptionsByTopicResponse => {
    const { subscriptions } = backend.open(caller, input.TopicArn, 'ListSubscriptionsByTopic');
    return { Subscriptions: [...subscriptions.values()].map(describe) };
  },
);

export const listSubscriptions = operation(
  (backend: SnsBackend, { caller }: Call<object>): ListSubscriptionsByTopicResponse => {
    requireAccess(backend.cloud, caller, {
      action: 'sns:ListSubscriptions',
      resource: topicArn(caller, '*'),
    });
    const all = backend.topicsOf(caller).flatMap(({ subscriptions }) => [...subscriptions.values()]);
    return { Subscriptions: all.map(describe) };
  },
);

function describe({ arn, account, protocol, endpoint, topicArn }: Subscription): SdkSubscription {
  return { SubscriptionArn: arn, Owner: account, Protocol: protocol, Endpoint: endpoint, TopicArn: topicArn };
}
