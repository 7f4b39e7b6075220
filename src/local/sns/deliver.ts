/** What subscribers get of a message. */
import { serviceFor } from '../access.ts';
import type { Cloud } from '../cloud.ts';
import { AwsError } from '../errors.ts';
import type { Subscription } from './backend.ts';

const service = 'sns.amazonaws.com';

export interface Published {
  readonly id: string;
  readonly message: string;
  readonly subject?: string | undefined;
  readonly attributes: Readonly<Record<string, { readonly Type: string; readonly Value: string }>>;
}

/** What is refused is lost, as in AWS, and told to the person who runs the endpoint. */
export function deliver(cloud: Cloud, subscription: Subscription, message: Published): void {
  const lost = (thrown: unknown): void => {
    if (!(thrown instanceof AwsError)) throw thrown;
    const { topicArn, endpoint } = subscription;
    cloud.options.note(`SNS: ${topicArn} could not deliver to ${endpoint}: ${thrown.message}`);
  };
  try {
    if (subscription.protocol === 'sqs') toQueue(cloud, subscription, message);
    else toFunction(cloud, subscription, message).catch(lost);
  } catch (thrown) {
    lost(thrown);
  }
}

function toQueue(cloud: Cloud, { endpoint, topicArn, raw }: Subscription, message: Published): void {
  const body = raw ? message.message : JSON.stringify(envelope(cloud, topicArn, message));
  cloud.queues.deliver({ queueArn: endpoint, body, ...serviceFor(service, topicArn) });
}

async function toFunction(cloud: Cloud, subscription: Subscription, message: Published): Promise<void> {
  const { endpoint, topicArn, account, arn } = subscription;
  const Sns = envelope(cloud, topicArn, message);
  const event = { EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: arn, Sns };
  await cloud.lambda.invoke({
    functionName: endpoint,
    account,
    region: endpoint.split(':')[3] ?? '',
    payload: Buffer.from(JSON.stringify({ Records: [event] })),
    type: 'Event',
    ...serviceFor(service, topicArn),
  });
}

/** [SNS developer guide, "HTTP/HTTPS notification JSON format"]; nothing here is signed. */
function envelope({ clock }: Cloud, topicArn: string, published: Published): object {
  const { id, message, subject, attributes } = published;
  return {
    Type: 'Notification',
    MessageId: id,
    TopicArn: topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: message,
    Timestamp: new Date(clock.now()).toISOString(),
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
  };
}
