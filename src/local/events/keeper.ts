/** Rules and connections as they are kept; what connections authenticate with is in them. */
import type { Connection } from '../cloud.ts';
import type { Keeper, Thing } from '../data/thing.ts';
import type { EventsBackend, Rule, Target } from './backend.ts';

interface StoredRule extends Omit<Rule, 'targets'> {
  readonly targets: readonly Target[];
}

export function eventsKeeper(backend: EventsBackend): Keeper {
  return {
    nouns: { 'events.rule': 'rule', 'events.connection': 'connection' },
    things: () => thingsOf(backend),
    restore: (found) => {
      for (const { targets, ...rule } of found.all<StoredRule>('events.rule').values())
        backend.put({ ...rule, targets: new Map(targets.map((target) => [target.id, target])) });
      for (const connection of found.all<Connection>('events.connection').values())
        backend.putConnection(connection);
    },
  };
}

function* thingsOf(backend: EventsBackend): Iterable<Thing> {
  for (const rule of backend.rules()) {
    const value = (): StoredRule => ({ ...rule, targets: [...rule.targets.values()] });
    yield { kind: 'events.rule', id: rule.arn, value };
  }
  for (const connection of backend.connections())
    yield { kind: 'events.connection', id: connection.arn, mark: connection, value: () => connection };
}
