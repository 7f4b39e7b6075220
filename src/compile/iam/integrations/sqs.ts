/** SQS: the queue of each call, by the ARN that belongs to its URL. */
import { member } from '../arguments.ts';
import { arnIn, atRunTime, named, untold, type Call, type Integration, type Scope } from '../grant.ts';

export const sqs: Integration = (call) => [{ actions: ['sqs:SendMessage'], ...queue(call) }];

export function queue({ arguments: given, target }: Call): Scope {
  const name = member(given, 'QueueName');
  if (name !== undefined) return named(name, (text) => arnIn(target, 'sqs', text));
  const url = member(given, 'QueueUrl');
  if (typeof url !== 'string') return url === undefined ? untold : atRunTime;
  const [, host = '', account, queueName] = queueUrl.exec(url) ?? [];
  if (account === undefined || queueName === undefined) return untold;
  const region = regionOf(host) ?? target.region;
  return { resources: [`arn:${target.partition}:sqs:${region}:${account}:${queueName}`] };
}

/** `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME` */
const queueUrl = /^https?:\/\/([^/]+)\/(\d{12})\/([\w.-]+)$/;

/** From `sqs.REGION.amazonaws.com`, or the older `REGION.queue.amazonaws.com`. */
function regionOf(host: string): string | undefined {
  const [, current, older] = /^(?:sqs\.([a-z0-9-]+)|([a-z0-9-]+)\.queue)\.amazonaws\./.exec(host) ?? [];
  return current ?? older;
}
