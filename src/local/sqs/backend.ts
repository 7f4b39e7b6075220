/** Amazon SQS of all accounts and regions. */
import { requireAccess, requireDelivery } from '../access.ts';
import { partitionOf, type Caller } from '../caller.ts';
import type { Cloud, Principal, Queues } from '../cloud.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { missingParameter, queueDoesNotExist } from './errors.ts';
import type { Attributes } from './message.ts';
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
    this.put(queue);
    return queue;
  }

  put(queue: Queue): void {
    this.#queues.set(queue.arn, queue);
  }

  all(): Iterable<Queue> {
    return this.#queues.values();
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

  deliver(delivery: Parameters<Queues['deliver']>[0]): void {
    const { queueArn, body, principal, context, traceHeader } = delivery;
    const queue = this.#queues.get(queueArn);
    if (!queue) throw queueDoesNotExist();
    requireDelivery(this.cloud, {
      principal,
      action: 'sqs:SendMessage',
      resource: queueArn,
      policy: policyOf(queue),
      context,
    });
    const delayMs = queue.milliseconds('DelaySeconds');
    const attributes = messageAttributes(delivery.attributes);
    queue.send(
      { body, attributes, sender: senderOf(principal), delayMs, traceHeader },
      this.cloud.clock.now(),
    );
    this.cloud.changed();
  }
}

function messageAttributes(attributes: Parameters<Queues['deliver']>[0]['attributes'] = {}): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { type, value }]) => [
      name,
      { DataType: type, StringValue: value },
    ]),
  );
}

/** What ReceiveMessage tells as SenderId. */
function senderOf(principal: Principal): string {
  if (principal.kind === 'session') return principal.session.assumedRoleId;
  return principal.kind === 'service' ? principal.service : '';
}

function policyOf(queue: Queue | undefined): JsonObject | undefined {
  const text = queue?.attributes.Policy;
  const policy = text === undefined ? undefined : (JSON.parse(text) as Json);
  return isObject(policy) ? policy : undefined;
}
