/** Topics as they are kept, with their subscriptions. */
import type { Keeper, Thing } from '../data/thing.ts';
import type { SnsBackend, Subscription, Topic } from './backend.ts';

type Pairs = readonly (readonly [string, string])[];

interface StoredTopic {
  readonly arn: string;
  readonly account: string;
  readonly attributes: Pairs;
  readonly tags: Pairs;
  readonly subscriptions: readonly Subscription[];
}

export function snsKeeper(backend: SnsBackend): Keeper {
  return {
    nouns: { 'sns.topic': 'topic' },
    things: () => thingsOf(backend),
    restore: (found) => {
      for (const stored of found.all<StoredTopic>('sns.topic').values()) backend.add(restored(stored));
    },
  };
}

function* thingsOf(backend: SnsBackend): Iterable<Thing> {
  for (const topic of backend.all()) yield { kind: 'sns.topic', id: topic.arn, value: () => stored(topic) };
}

function stored({ arn, account, attributes, tags, subscriptions }: Topic): StoredTopic {
  return {
    arn,
    account,
    attributes: [...attributes],
    tags: [...tags],
    subscriptions: [...subscriptions.values()],
  };
}

function restored({ attributes, tags, subscriptions, ...topic }: StoredTopic): Topic {
  return {
    ...topic,
    attributes: new Map(attributes),
    tags: new Map(tags),
    subscriptions: new Map(subscriptions.map((one) => [one.arn, one])),
  };
}
