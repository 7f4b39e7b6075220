/** Step Functions as it is kept. Executions that ran when the endpoint ended come back aborted. */
import type { Found, Keeper, Thing } from '../../data/thing.ts';
import type { Home } from '../arn.ts';
import { Activity } from '../activity.ts';
import type { StatesBackend } from '../backend.ts';
import type { Region } from '../region.ts';
import { Executions, restoreExecutions } from './executions.ts';
import { restoreMachines, thingsOfMachines } from './machines.ts';
import { restoreMapRuns, thingsOfMapRuns } from './map-runs.ts';
import { Revisions } from './revisions.ts';

export function statesKeeper(backend: StatesBackend): Keeper {
  const revisions = new Revisions();
  const executions = new Executions(backend, revisions);
  return {
    nouns: {
      'states.machine': 'state machine',
      'states.execution': 'execution',
    },
    things: function* (which) {
      revisions.begin();
      yield* thingsOf(backend, revisions);
      yield* executions.things(which);
    },
    restore: (found) => {
      revisions.restore(found);
      restore(backend, found, revisions);
      executions.watch();
    },
  };
}

function* thingsOf(backend: StatesBackend, revisions: Revisions): Iterable<Thing> {
  const { secret } = backend.tokens;
  yield {
    kind: 'states.tokens',
    id: 'secret',
    mark: secret,
    value: () => ({ secret: secret.toString('base64') }),
  };
  for (const region of backend.regions()) {
    yield* thingsOfMachines(region, revisions);
    yield* thingsOfActivities(region);
    yield* thingsOfMapRuns(region);
  }
}

function restore(backend: StatesBackend, found: Found, revisions: Revisions): void {
  const tokens = found.all<{ readonly secret: string }>('states.tokens').get('secret');
  if (tokens) backend.tokens.secret = Buffer.from(tokens.secret, 'base64');
  restoreMachines(backend, found, revisions);
  restoreActivities(backend, found);
  const children = restoreExecutions(backend, found, revisions);
  restoreMapRuns(backend, found, children);
}

interface StoredActivity extends Pick<Activity, 'arn' | 'name' | 'creationDate'> {
  readonly home: Home;
  readonly tags: readonly (readonly [string, string])[];
}

function* thingsOfActivities({ home, activities }: Region): Iterable<Thing> {
  for (const { arn, name, creationDate, tags } of activities.values()) {
    const value = (): StoredActivity => ({ home, arn, name, creationDate, tags: [...tags] });
    yield { kind: 'states.activity', id: arn, value };
  }
}

function restoreActivities(backend: StatesBackend, found: Found): void {
  const activities = found.all<StoredActivity>('states.activity').values();
  for (const { home, arn, name, creationDate, tags } of activities) {
    const activity = new Activity(arn, name, creationDate);
    for (const [key, value] of tags) activity.tags.set(key, value);
    backend.region(home).activities.set(arn, activity);
  }
}
