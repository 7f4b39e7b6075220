/** State machines as they are kept, with their versions and aliases. */
import type { Found, Thing } from '../../data/thing.ts';
import type { Alias } from '../alias.ts';
import type { Home } from '../arn.ts';
import type { StatesBackend } from '../backend.ts';
import type { Region } from '../region.ts';
import { StateMachine, type Version } from '../state-machine.ts';
import type { Revisions } from './revisions.ts';

interface StoredMachine extends Pick<
  StateMachine,
  'arn' | 'name' | 'type' | 'creationDate' | 'createdWith' | 'lastVersion'
> {
  readonly home: Home;
  readonly revision: number;
  readonly versions: readonly (Omit<Version, 'revision'> & { readonly revision: number })[];
  readonly aliases: readonly StoredAlias[];
  readonly tags: readonly (readonly [string, string])[];
}

interface StoredAlias extends Omit<Alias, 'routes'> {
  readonly routes: readonly { readonly version: number; readonly weight: number }[];
}

/** One that is DELETING waits for nothing but its executions, and those end with the endpoint. */
export function* thingsOfMachines({ home, stateMachines }: Region, revisions: Revisions): Iterable<Thing> {
  for (const machine of stateMachines.values()) {
    if (machine.status === 'DELETING') continue;
    yield* revisions.things(machine.revision);
    for (const { revision } of machine.versions.values()) yield* revisions.things(revision);
    yield { kind: 'states.machine', id: machine.arn, value: () => stored(home, machine, revisions) };
  }
}

export function restoreMachines(backend: StatesBackend, found: Found, revisions: Revisions): void {
  for (const machine of found.all<StoredMachine>('states.machine').values())
    backend.region(machine.home).stateMachines.set(machine.arn, restored(machine, revisions));
}

function stored(home: Home, machine: StateMachine, revisions: Revisions): StoredMachine {
  const { arn, name, type, creationDate, createdWith, lastVersion } = machine;
  return {
    ...{ home, arn, name, type, creationDate, createdWith, lastVersion },
    revision: revisions.numberOf(machine.revision),
    versions: [...machine.versions.values()].map((version) => ({
      ...version,
      revision: revisions.numberOf(version.revision),
    })),
    aliases: [...machine.aliases.values()].map(storedAlias),
    tags: [...machine.tags],
  };
}

function restored(stored: StoredMachine, revisions: Revisions): StateMachine {
  const revision = revisions.get(stored.revision);
  const machine = new StateMachine(stored, revision, stored.createdWith, stored.creationDate);
  machine.revision = revision;
  machine.lastVersion = stored.lastVersion;
  for (const version of stored.versions)
    machine.versions.set(version.number, { ...version, revision: revisions.get(version.revision) });
  for (const alias of stored.aliases) machine.aliases.set(alias.name, restoredAlias(machine, alias));
  for (const [key, value] of stored.tags) machine.tags.set(key, value);
  return machine;
}

function storedAlias({ routes, ...alias }: Alias): StoredAlias {
  return { ...alias, routes: routes.map(({ version, weight }) => ({ version: version.number, weight })) };
}

function restoredAlias({ versions }: StateMachine, { routes, ...alias }: StoredAlias): Alias {
  return {
    ...alias,
    description: alias.description,
    routes: routes.flatMap(({ version: number, weight }) => {
      const version = versions.get(number);
      return version ? [{ version, weight }] : [];
    }),
  };
}
