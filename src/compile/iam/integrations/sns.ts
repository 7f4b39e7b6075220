/** SNS: the topic of each call. */
import { member } from '../arguments.ts';
import { named, unbounded, untold, type Call, type Integration, type Scope } from '../grant.ts';

export const sns: Integration = (call) => [{ actions: ['sns:Publish'], ...topic(call) }];

/** A topic's ARN; a phone number and an endpoint of an application are no resources of IAM. */
export function topic({ arguments: given }: Call): Scope {
  const arn = member(given, 'TopicArn');
  if (arn !== undefined) return named(arn, (text) => text);
  const isOther = ['PhoneNumber', 'TargetArn'].some((name) => member(given, name) !== undefined);
  return isOther ? unbounded : untold;
}
