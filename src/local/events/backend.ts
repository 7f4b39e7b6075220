/** Amazon EventBridge of all accounts and regions: the default bus, its rules, and queues and functions as targets. */
import { randomUUID } from 'node:crypto';
import { requireAccess, requireDelivery } from '../access.ts';
import { partitionOf, type Caller } from '../caller.ts';
import type { Buses, Cloud, Connection } from '../cloud.ts';
import { AwsError } from '../errors.ts';
import type { JsonObject } from '../../json.ts';
import { deliver } from './deliver.ts';
import { matchesPattern } from './pattern.ts';

export interface Target {
  readonly id: string;
  readonly arn: string;
  /** What the target gets instead of the event: text of JSON. */
  readonly input?: string | undefined;
}

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly pattern: JsonObject;
  readonly patternText: string;
  readonly description?: string | undefined;
  readonly enabled: boolean;
  readonly targets: Map<string, Target>;
}

interface Place {
  readonly account: string;
  readonly region: string;
}

/** What somebody puts on the bus. */
export interface Entry {
  readonly source: string;
  readonly detailType: string;
  readonly detail: JsonObject;
  readonly resources: readonly string[];
  readonly time?: number | undefined;
}

export class EventsBackend implements Buses {
  readonly cloud: Cloud;
  /** By ARN. */
  readonly #rules = new Map<string, Rule>();
  readonly #connections = new Map<string, Connection>();

  constructor(cloud: Cloud) {
    this.cloud = cloud;
  }

  put(rule: Rule): void {
    this.#rules.set(rule.arn, rule);
  }

  rules(): Iterable<Rule> {
    return this.#rules.values();
  }

  connections(): Iterable<Connection> {
    return this.#connections.values();
  }

  find(arn: string): Rule | undefined {
    return this.#rules.get(arn);
  }

  /** Throws ResourceNotFoundException, AccessDeniedException. */
  open(caller: Caller, name: string, action: string): Rule {
    const arn = ruleArn(caller, name);
    requireAccess(this.cloud, caller, { action: `events:${action}`, resource: arn });
    const rule = this.#rules.get(arn);
    if (rule) return rule;
    throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus default.`);
  }

  delete({ arn }: Rule): void {
    this.#rules.delete(arn);
  }

  putConnection(connection: Connection): void {
    this.#connections.set(connection.arn, connection);
  }

  deleteConnection({ arn }: Connection): void {
    this.#connections.delete(arn);
  }

  connection(arn: string): Connection | undefined {
    return this.#connections.get(arn);
  }

  connectionNamed(place: Place, name: string): Connection | undefined {
    return this.connectionsOf(place).find((connection) => connection.name === name);
  }

  connectionsOf(place: Place): readonly Connection[] {
    const prefix = connectionArn(place, '');
    return [...this.#connections.values()].filter(({ arn }) => arn.startsWith(prefix));
  }

  rulesOf(place: Place): readonly Rule[] {
    const prefix = ruleArn(place, '');
    return [...this.#rules.values()].filter(({ arn }) => arn.startsWith(prefix));
  }

  /** A bus that is not there takes events, and nobody hears of them. */
  deliver({ busArn: arn, principal, context, ...entry }: Parameters<Buses['deliver']>[0]): void {
    requireDelivery(this.cloud, { principal, action: 'events:PutEvents', resource: arn, context });
    const [, , , region = '', account = ''] = arn.split(':');
    if (arn === busArn({ account, region })) this.accept({ account, region }, entry);
  }

  /** Puts an event on the default bus; its id. */
  accept(place: Place, entry: Entry): string {
    const id = randomUUID();
    const event: JsonObject = {
      version: '0',
      id,
      'detail-type': entry.detailType,
      source: entry.source,
      account: place.account,
      time: new Date(entry.time ?? this.cloud.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      region: place.region,
      resources: entry.resources,
      detail: entry.detail,
    };
    for (const rule of this.rulesOf(place)) {
      if (!rule.enabled || !matchesPattern(rule.pattern, event)) continue;
      for (const target of rule.targets.values()) deliver(this.cloud, rule, target, event);
    }
    return id;
  }
}

export function ruleArn({ account, region }: Place, name: string): string {
  return `arn:${partitionOf(region)}:events:${region}:${account}:rule/${name}`;
}

/** `resource` is `NAME/ID`. */
export function connectionArn({ account, region }: Place, resource: string): string {
  return `arn:${partitionOf(region)}:events:${region}:${account}:connection/${resource}`;
}

export function busArn({ account, region }: Place): string {
  return `arn:${partitionOf(region)}:events:${region}:${account}:event-bus/default`;
}
