/** Amazon SQS of all accounts and regions. */
import { requireAccess } from '../access.ts';
import { partitionOf, type Caller } from '../caller.ts';
import type { Cloud, Queues } from '../cloud.ts';
import { AwsError } from '../errors.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { missingParameter, queueDoesNotExist } from './errors.ts';
import { Queue } from './queue.ts';

interface Place {
  readonly account: string;
  readonly region: string;
}

export class SqsBackend implements Queues {
  readonly cloud: Cloud;
  /** By ARN. */
  readonly #queues = new Map<string, Queue>();

  constructor(cloud: Cloud) {
    this.cloud = cloud;
  }

  arn({ account, region }: Place, name: string): string {
    return `arn:${partitionOf(region)}:sqs:${region}:${account}:${name}`;
  }

  url(queue: Queue): string {
    return `${this.cloud.endpoint}/${queue.arn.split(':')[4] ?? ''}/${queue.name}`;
  }

  add(place: Place, name: string, attributes: Readonly<Record<string, string>>): Queue {
    const queue = new Queue(name, this.arn(place, name), attributes, this.cloud.clock.now());
    this.#queues.set(queue.arn, queue);
    return queue;
  }

  find(arn: string): Queue | undefined {
    return this.#queues.get(arn);
  }

  delete({ arn }: Queue): void {
    this.#queues.delete(arn);
  }

  queuesOf(place: Place): readonly Queue[] {
    const prefix = this.arn(place, '');
    return [...this.#queues.values()].filter(({ arn }) => arn.startsWith(prefix));
  }

  /**
   * The queue of a URL, whatever its host is: the last two parts of its path are account and name. Throws
   * QueueDoesNotExist, AccessDeniedException.
   */
  open(caller: Caller, url: string | undefined, action: string): Queue {
    if (url === undefined) throw missingParameter('QueueUrl');
    const [account = '', name = ''] = url.split('/').slice(-2);
    const arn = this.arn(
      { account: /^\d{12}$/.test(account) ? account : caller.account, region: caller.region },
      name,
    );
    const queue = this.#queues.get(arn);
    requireAccess(this.cloud, caller, { action: `sqs:${action}`, resource: arn, policy: policyOf(queue) });
    if (!queue) throw queueDoesNotExist();
    return queue;
  }

  deliver({ queueArn, body, service, sourceArn }: Parameters<Queues['deliver']>[0]): void {
    const queue = this.#queues.get(queueArn);
    if (!queue) throw queueDoesNotExist();
    const policy = policyOf(queue);
    const decision = this.cloud.iam.authorize({
      principal: { kind: 'service', service },
      action: 'sqs:SendMessage',
      resource: queueArn,
      resourceAccount: queueArn.split(':')[4] ?? '',
      context: { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': sourceArn.split(':')[4] ?? '' },
      ...(policy && { resourcePolicy: policy }),
    });
    if (!decision.allowed) throw new AwsError('AccessDeniedException', decision.message, 403);
    const delayMs = queue.milliseconds('DelaySeconds');
    queue.send({ body, attributes: {}, sender: service, delayMs }, this.cloud.clock.now());
  }
}

function policyOf(queue: Queue | undefined): JsonObject | undefined {
  const text = queue?.attributes.Policy;
  const policy = text === undefined ? undefined : (JSON.parse(text) as Json);
  return isObject(policy) ? policy : undefined;
}
