/** How each state of the definition fared in a run, all its visits together. */
import type { Run, StateVisit } from '../../run/run.ts';

export type Look = 'failed' | 'running' | 'stopped' | 'caught' | 'passed' | 'notReached';

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

/** The worst comes first: that is what all visits of a state together look like. */
const order: readonly Look[] = ['failed', 'running', 'stopped', 'caught', 'passed'];

/** By the state's name; those that were not reached are missing. */
export function standings(run: Run): ReadonlyMap<string, Standing> {
  const byName = new Map<string, StateVisit[]>();
  for (const visit of run.states) {
    const known = byName.get(visit.name);
    if (known) known.push(visit);
    else byName.set(visit.name, [visit]);
  }
  return new Map([...byName].map(([name, visits]) => [name, standingOf(visits, run)]));
}

function standingOf(visits: readonly StateVisit[], run: Run): Standing {
  const final = visits.filter((visit) => !isOvertaken(visit));
  const looks = (final.length > 0 ? final : visits).map((visit) => ({ visit, look: lookOf(visit, run) }));
  const [worst] = looks.sort((one, other) => order.indexOf(one.look) - order.indexOf(other.look));
  const retries = visits.reduce((sum, { attempts }) => sum + Math.max(0, attempts.length - 1), 0);
  return { look: 'passed', ...worst, visits: visits.length, retries };
}

/** The visit where the execution ended has failed, also when it is one that was stopped or timed out. */
export function lookOf(visit: StateVisit, run: Run): Look {
  if (visit === run.failedVisit) return 'failed';
  if (visit.outcome === 'aborted') return 'stopped';
  return visit.outcome === 'succeeded' ? 'passed' : visit.outcome;
}

/** What it is inside of was tried again since. */
function isOvertaken({ parent, enteredAt }: StateVisit): boolean {
  if (!parent) return false;
  const again = parent.attempts.length > 1 ? parent.attempts.at(-1) : undefined;
  return (again !== undefined && again.startedAt > enteredAt) || isOvertaken(parent);
}
