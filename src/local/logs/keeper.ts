/** CloudWatch Logs as they are kept: the events of a stream as a list that grows. */
import type { ResourcePolicy } from '@aws-sdk/client-cloudwatch-logs';
import type { Found, Keeper, Thing } from '../data/thing.ts';
import type { LogsBackend, Place } from './backend.ts';
import { LogGroup, type GroupSettings } from './group.ts';
import type { LogStream, StoredEvent } from './stream.ts';

interface StoredGroup {
  readonly place: Place;
  readonly settings: GroupSettings;
  readonly tags: readonly (readonly [string, string])[];
  readonly retentionInDays?: number | undefined;
}

interface StoredStream {
  readonly place: Place;
  readonly group: string;
  readonly name: string;
  readonly created: number;
  readonly storedBytes: number;
}

interface StoredPolicy {
  readonly place: Place;
  readonly policy: ResourcePolicy;
}

export function logsKeeper(backend: LogsBackend): Keeper {
  const nouns = { 'logs.group': 'log group' };
  return {
    nouns,
    things: () => thingsOf(backend),
    restore: (found) => {
      restore(backend, found);
    },
  };
}

function* thingsOf(backend: LogsBackend): Iterable<Thing> {
  for (const [place, { groups, resourcePolicies }] of backend.places()) {
    for (const [name, policy] of resourcePolicies) {
      const id = `${place.account}/${place.region}/${name}`;
      yield { kind: 'logs.resource-policy', id, value: (): StoredPolicy => ({ place, policy }) };
    }
    for (const group of groups) yield* thingsOfGroup(place, group);
  }
}

function* thingsOfGroup(place: Place, group: LogGroup): Iterable<Thing> {
  const { settings } = group;
  const value = (): StoredGroup => ({
    place,
    settings,
    tags: [...group.tags],
    retentionInDays: group.retentionInDays,
  });
  yield { kind: 'logs.group', id: settings.arn, value };
  for (const stream of group.streams) {
    const id = stream.arn;
    const mark = `${stream.created} ${stream.storedBytes}`;
    yield { kind: 'logs.stream', id, mark, value: () => storedStream(place, settings.name, stream) };
    const from = (start: number): readonly StoredEvent[] => stream.arrivedAfter(start);
    yield { kind: 'logs.events', id, owner: stream, position: stream.newestArrival, from };
  }
}

function storedStream(place: Place, group: string, stream: LogStream): StoredStream {
  const { name, created, storedBytes } = stream;
  return { place, group, name, created, storedBytes };
}

function restore(backend: LogsBackend, found: Found): void {
  for (const { place, policy } of found.all<StoredPolicy>('logs.resource-policy').values())
    backend.region(place).resourcePolicies.set(policy.policyName ?? '', policy);
  for (const { place, settings, tags, retentionInDays } of found.all<StoredGroup>('logs.group').values()) {
    const group = new LogGroup(settings, new Map(tags));
    group.retentionInDays = retentionInDays;
    backend.region(place).add(group);
  }
  const events = found.all<readonly StoredEvent[]>('logs.events');
  for (const [arn, { place, group, name, created, storedBytes }] of found.all<StoredStream>('logs.stream')) {
    const stream = backend.region(place).find(group)?.addStream(name, created);
    stream?.restore(events.get(arn) ?? [], storedBytes);
    const newest = events.get(arn)?.at(-1);
    if (newest) backend.resumeBehind(newest);
  }
}
