import type { Caller } from '../caller.ts';
import type { Cloud, TaggedResource } from '../cloud.ts';

/**
 * What can have tags in the caller's account and region, by ARN: functions, state machines and activities, log groups.
 * Roles are not among them, nor are they in AWS: the tagging API is regional, IAM is not.
 */
export function resourcesOf(cloud: Cloud, { account, region }: Caller): readonly TaggedResource[] {
  return [cloud.lambda, cloud.states, cloud.logs]
    .flatMap((service) => service.taggedResources(account, region))
    .sort((a, b) => (a.arn < b.arn ? -1 : 1));
}
