/** EventBridge: the buses that events are put on. */
import { dynamic, items, member } from '../arguments.ts';
import { arnIn, atRunTime, named, together, type Call, type Integration, type Scope } from '../grant.ts';

export const events: Integration = (call) => [{ actions: ['events:PutEvents'], ...buses(call) }];

/** An event without a bus goes to the default one. */
export function buses({ arguments: given, target }: Call): Scope {
  const entries = items(member(given, 'Entries'));
  if (entries === dynamic) return atRunTime;
  return together(
    entries.map((entry) => {
      const bus = member(entry, 'EventBusName') ?? 'default';
      return named(bus, (name) => arnIn(target, 'events', `event-bus/${name}`));
    }),
  );
}
