/** Run → Verdict: passed, or the first failed leaf. */
import type { Position } from '../errors.ts';
import { readCause, type Cause } from './cause.ts';
import { pathOf, type Run, type RunStatus, type StateVisit } from './run.ts';

export type Verdict = { readonly passed: true } | { readonly passed: false; readonly failure: Failure };

export interface Failure {
  readonly status: RunStatus;
  /** Name of the state; undefined when the history names none (the execution was stopped before it entered one). */
  readonly state?: string;
  /** `Map[3] › Charge` */
  readonly path?: string;
  readonly error: string;
  readonly cause: Cause;
  /** How often its work was started. */
  readonly attempts: number;
  /** Where the state stands in the user's file. */
  readonly at?: Position;
}

/** Judges a run that has ended; one that has not (our own time limit) has failed with `RUNNING`. */
export function judge(run: Run, positions: ReadonlyMap<string, Position>): Verdict {
  if (run.status === 'SUCCEEDED') return { passed: true };
  const leaf = failedLeaf(run);
  const at = leaf && positions.get(leaf.name);
  return {
    passed: false,
    failure: {
      status: run.status,
      ...(leaf && { state: leaf.name, path: pathOf(leaf) }),
      error: leaf?.error ?? run.error ?? errorOfStatus[run.status] ?? run.status,
      cause: readCause(leaf?.cause ?? run.cause),
      attempts: leaf?.attempts.length ?? 0,
      ...(at && { at }),
    },
  };
}

/** For endings that come without an error of their own. */
const errorOfStatus: Readonly<Partial<Record<RunStatus, string>>> = {
  TIMED_OUT: 'States.Timeout',
  ABORTED: 'Aborted',
  RUNNING: 'TimeLimit',
};

/**
 * The state where it began: inside a Parallel or Map the first of its states that failed, down to the innermost. An
 * execution that timed out or was stopped has no failed state; there it is the last one that was still at work.
 */
function failedLeaf(run: Run): StateVisit | undefined {
  const start =
    run.failedVisit ??
    run.states.findLast((visit) => visit.outcome !== 'succeeded' && visit.outcome !== 'caught');
  return start && innermost(run, start);
}

function innermost(run: Run, visit: StateVisit): StateVisit {
  const failed = run.states.find((other) => other.parent === visit && other.outcome === 'failed');
  return failed ? innermost(run, failed) : visit;
}
