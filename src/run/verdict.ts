/** Run → Verdict: passed, or the first failed leaf. */
import type { Position } from '../errors.ts';
import { readCause, type Cause } from './cause.ts';
import { leafOf } from './leaf.ts';
import { inDefinition, pathOf, type Run, type RunStatus } from './run.ts';

export type Verdict = { readonly passed: true } | { readonly passed: false; readonly failure: Failure };

export interface Failure {
  readonly status: RunStatus;
  /** Name of the state; undefined when the history names none (the execution was stopped before it entered one). */
  readonly state?: string;
  /** `Map[3] › Charge` */
  readonly path?: string;
  /** Empty when it has no name, which AWS allows. */
  readonly error: string;
  readonly cause: Cause;
  /** How often its work was started. */
  readonly attempts: number;
  /** Where the state stands in the user's file. */
  readonly at?: Position;
  /** The line of the function's source that failed, where the traceback names one. */
  readonly source?: Position;
  /** What the function logged while it worked on the request that failed; undefined where no function did, or its log is not to be had. */
  readonly logLines?: readonly string[];
}

/** Judges a run that has ended, or that we wait for no longer; everything but success has failed. */
export function judge(run: Run, positions: ReadonlyMap<string, Position>): Verdict {
  if (run.status === 'SUCCEEDED') return { passed: true };
  const leaf = leafOf(run);
  const at = leaf && positions.get(inDefinition(leaf).name);
  // What a nested execution failed with says more than that it failed.
  const { error, cause } = leaf?.executionArn === undefined || leaf.error === undefined ? run : leaf;
  return {
    passed: false,
    failure: {
      status: run.status,
      ...(leaf && { state: leaf.name, path: pathOf(leaf) }),
      error: error ?? errorOfStatus[run.status] ?? '',
      cause: readCause(cause),
      attempts: leaf?.attempts.length ?? 0,
      ...(at && { at }),
    },
  };
}

/** For endings that come without an error of their own. */
const errorOfStatus: Readonly<Partial<Record<RunStatus, string>>> = {
  TIMED_OUT: 'States.Timeout',
  ABORTED: 'Aborted',
};

/** `ValueError: no such order`, with whichever of the two there is. */
export function reasonFor({ error, cause }: Pick<Failure, 'error' | 'cause'>): string {
  return [error, cause.message].filter(Boolean).join(': ') || 'no reason given';
}
