/** How each state of the definition fared in a run, all its visits together. */
import { leafOf } from '../../run/leaf.ts';
import { inDefinition, isOfDefinition, type Run, type StateVisit } from '../../run/run.ts';

/** `plain` is how a state looks where no run is laid over the graph. */
export type Look = 'failed' | 'running' | 'stopped' | 'caught' | 'passed' | 'notReached' | 'plain';

export interface Standing {
  readonly look: Look;
  /** How often it was entered. */
  readonly visits: number;
  /** How often its work was started again. */
  readonly retries: number;
  /** The visit that it looks like; undefined when there was none. */
  readonly visit?: StateVisit;
}

export const notReached: Standing = { look: 'notReached', visits: 0, retries: 0 };

export const plain: Standing = { look: 'plain', visits: 0, retries: 0 };

/** The worst comes first: that is what all visits of a state together look like. */
const order: readonly Look[] = ['failed', 'running', 'stopped', 'caught', 'passed'];

/**
 * By the state's name; those that were not reached are missing.
 *
 * @param leaf the visit at which the run ended.
 */
export function standings(run: Run, leaf: StateVisit | undefined): ReadonlyMap<string, Standing> {
  return new Map(
    [...byName(run.states.filter(isOfDefinition))].map(([name, visits]) => [name, standingOf(visits, leaf)]),
  );
}

function byName(visits: readonly StateVisit[]): Map<string, StateVisit[]> {
  const groups = new Map<string, StateVisit[]>();
  for (const visit of visits) {
    const known = groups.get(visit.name);
    if (known) known.push(visit);
    else groups.set(visit.name, [visit]);
  }
  return groups;
}

function standingOf(visits: readonly StateVisit[], leaf: StateVisit | undefined): Standing {
  const final = visits.filter((visit) => !isOvertaken(visit));
  const looks = (final.length > 0 ? final : visits).map((visit) => ({ visit, look: lookOf(visit, leaf) }));
  const [worst] = looks.sort((one, other) => order.indexOf(one.look) - order.indexOf(other.look));
  const retries = visits.reduce((sum, { attempts }) => sum + Math.max(0, attempts.length - 1), 0);
  return { look: 'passed', ...worst, visits: visits.length, retries };
}

/** The visit that made the run fail; undefined when it passed, or failed at no state. */
export function failedLeaf(run: Run): StateVisit | undefined {
  return run.status === 'SUCCEEDED' ? undefined : leafOf(run);
}

/** The same in the definition: the Task, where the visit is in an execution that it has started. */
export function drawnLeaf(run: Run): StateVisit | undefined {
  const leaf = failedLeaf(run);
  return leaf && inDefinition(leaf);
}

/** Where the run ended has failed, also when it timed out there or was stopped. */
export function lookOf(visit: StateVisit, leaf: StateVisit | undefined): Look {
  if (visit === leaf) return 'failed';
  if (visit.outcome === 'aborted') return 'stopped';
  return visit.outcome === 'succeeded' ? 'passed' : visit.outcome;
}

/** Names of the states that followed each other, `FROM\u0000TO`. */
export function takenTransitions({ states }: Run): ReadonlySet<string> {
  const lastIn = new Map<string, StateVisit>();
  const taken = new Set<string>();
  for (const visit of states.filter(isOfDefinition)) {
    const scope = `${visit.parent?.id ?? ''} ${visit.iteration ?? ''} ${visit.executionArn ?? ''}`;
    const before = lastIn.get(scope);
    if (before) taken.add(transitionKey(before.name, visit.name));
    lastIn.set(scope, visit);
  }
  return taken;
}

export function transitionKey(from: string, to: string): string {
  return `${from}\u0000${to}`;
}

/** What it is inside of was tried again since. */
function isOvertaken({ parent, enteredAt }: StateVisit): boolean {
  if (!parent) return false;
  const again = parent.attempts.length > 1 ? parent.attempts.at(-1) : undefined;
  return (again !== undefined && again.startedAt > enteredAt) || isOvertaken(parent);
}
