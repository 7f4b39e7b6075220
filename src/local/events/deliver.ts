/** What targets get of an event. */
import type { JsonObject } from '../../json.ts';
import { serviceFor } from '../access.ts';
import type { Cloud } from '../cloud.ts';
import { AwsError } from '../errors.ts';
import type { Rule, Target } from './backend.ts';

const service = 'events.amazonaws.com';

/** What is refused is lost, as in AWS, and told to the person who runs the endpoint. */
export function deliver(cloud: Cloud, rule: Rule, target: Target, event: JsonObject): void {
  const lost = (thrown: unknown): void => {
    if (!(thrown instanceof AwsError)) throw thrown;
    cloud.options.note(`EventBridge: ${rule.arn} could not deliver to ${target.arn}: ${thrown.message}`);
  };
  const body = target.input ?? JSON.stringify(event);
  try {
    if (isQueue(target.arn))
      cloud.queues.deliver({ queueArn: target.arn, body, ...serviceFor(service, rule.arn) });
    else invoke(cloud, rule, target, body).catch(lost);
  } catch (thrown) {
    lost(thrown);
  }
}

export function isQueue(arn: string): boolean {
  return /^arn:[^:]+:sqs:/.test(arn);
}

export function isFunction(arn: string): boolean {
  return /^arn:[^:]+:lambda:[^:]*:\d+:function:/.test(arn);
}

async function invoke(cloud: Cloud, rule: Rule, { arn }: Target, body: string): Promise<void> {
  const [, , , region = '', account = ''] = arn.split(':');
  await cloud.lambda.invoke({
    functionName: arn,
    account,
    region,
    payload: Buffer.from(body),
    type: 'Event',
    ...serviceFor(service, rule.arn),
  });
}
