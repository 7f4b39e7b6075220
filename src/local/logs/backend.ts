/** CloudWatch Logs of all accounts and regions. */
import type { Cloud, LogEvent, Logs, TaggedResource } from '../cloud.ts';
import { partitionOf } from '../caller.ts';
import { LogGroup, type GroupSettings } from './group.ts';
import { LogRegion } from './region.ts';
import { arrivalOf, idOf, type LogStream, type StoredEvent } from './stream.ts';

/** Whose log groups, and where. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

export class LogsBackend implements Logs {
  readonly cloud: Cloud;
  readonly #regions = new Map<string, LogRegion>();
  #eventsTaken = 0;

  constructor(cloud: Cloud) {
    this.cloud = cloud;
  }

  /** Regions are there as soon as somebody looks at them. */
  region({ account, region }: Place): LogRegion {
    const key = `${account}/${region}`;
    const found = this.#regions.get(key) ?? new LogRegion();
    this.#regions.set(key, found);
    return found;
  }

  /** Throws ResourceAlreadyExistsException. */
  createGroup(
    place: Place,
    settings: Omit<GroupSettings, 'arn' | 'created'>,
    tags?: ReadonlyMap<string, string>,
  ): LogGroup {
    const arn = `arn:${partitionOf(place.region)}:logs:${place.region}:${place.account}:log-group:${settings.name}`;
    const group = new LogGroup({ ...settings, arn, created: this.cloud.clock.now() }, tags);
    this.region(place).add(group);
    return group;
  }

  append(stream: LogStream, { timestamp, message }: LogEvent): void {
    this.#eventsTaken += 1;
    const id = idOf(timestamp, this.#eventsTaken);
    stream.append({ timestamp, message, id, ingested: this.cloud.executionClock.now() });
    this.cloud.changed();
  }

  places(): Iterable<readonly [place: Place, region: LogRegion]> {
    return [...this.#regions].map(([key, region]) => {
      const [account = '', name = ''] = key.split('/');
      return [{ account, region: name }, region] as const;
    });
  }

  /** Events to come stand behind this one. */
  resumeBehind(event: StoredEvent): void {
    this.#eventsTaken = Math.max(this.#eventsTaken, arrivalOf(event));
  }

  write(
    target: Place & { readonly group: string; readonly stream: string; readonly events: readonly LogEvent[] },
  ): void {
    const group =
      this.region(target).find(target.group) ??
      this.createGroup(target, { name: target.group, logGroupClass: 'STANDARD' });
    const stream = group.findStream(target.stream) ?? group.addStream(target.stream, this.cloud.clock.now());
    for (const event of target.events) this.append(stream, event);
  }

  groupExists(account: string, region: string, group: string): boolean {
    return this.region({ account, region }).find(group) !== undefined;
  }

  taggedResources(account: string, region: string): readonly TaggedResource[] {
    const { groups } = this.region({ account, region });
    return groups.map((group) => ({
      arn: group.settings.arn,
      tags: Object.fromEntries(group.tags),
      retag: (tags) => {
        group.tags = new Map(Object.entries(tags));
      },
    }));
  }
}
