/** A visit while the history is still being read, and what can happen to it. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Attempt, Items, StateVisit } from './run.ts';

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export interface Visit extends Mutable<Omit<StateVisit, 'parent' | 'attempts'>> {
  parent?: Visit;
  attempts: Mutable<Attempt>[];
}

export type Happening =
  | { readonly kind: 'stateEntered' | 'stateExited'; readonly visit: StateVisit }
  | { readonly kind: 'attemptFailed'; readonly visit: StateVisit; readonly attempt: Attempt }
  /** Another tenth of a Map's items is done. */
  | { readonly kind: 'itemsDone'; readonly visit: StateVisit }
  /** The visit's attempt has started an execution or a map run, and waits for it. */
  | { readonly kind: 'childStarted'; readonly visit: Visit; readonly childArn: string };

/** What is told to whoever watches. */
export type News = Exclude<Happening, { kind: 'childStarted' }>;

/** Why something failed. */
export interface Reason {
  readonly error?: string;
  readonly cause?: string;
}

/** The error and cause that an event carries, whichever of its details holds them. */
export function reasonOf(event: HistoryEvent): Reason {
  const details = Object.values(event).find(
    (value): value is Reason =>
      typeof value === 'object' && value !== null && ('error' in value || 'cause' in value),
  );
  return onlyReason(details ?? {});
}

function onlyReason({ error, cause }: Reason): Reason {
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

/** Milliseconds since 1970. */
export function timeOf({ timestamp }: HistoryEvent): number {
  return timestamp?.getTime() ?? 0;
}

export function isOpen({ exitedAt }: StateVisit): boolean {
  return exitedAt === undefined;
}

/** The state's work starts: for the first time, or again after it failed. */
export function startAttempt(visit: Visit, at: number, functionName?: string): void {
  visit.attempts.push({
    startedAt: at,
    outcome: 'running',
    ...(functionName !== undefined && { functionName }),
  });
  visit.outcome = 'running';
  delete visit.error;
  delete visit.cause;
}

/** The attempt that is under way ends; undefined when there is none. */
export function endAttempt(
  { attempts }: Visit,
  at: number,
  outcome: Attempt['outcome'],
): Mutable<Attempt> | undefined {
  const attempt = attempts.at(-1);
  if (attempt?.outcome !== 'running') return undefined;
  return Object.assign(attempt, { endedAt: at, outcome });
}

/** The state's work fails; what comes of it - a retry, a catcher, the end - later events tell. */
export function fail(visit: Visit, at: number, why: Reason): Happening[] {
  const reason = onlyReason(why);
  visit.outcome = 'failed';
  Object.assign(visit, reason);
  const attempt = endAttempt(visit, at, 'failed');
  return attempt ? [{ kind: 'attemptFailed', visit, attempt: Object.assign(attempt, reason) }] : [];
}

/** The state is left; an attempt that was still under way ends as the state does. */
export function close(
  visit: Visit,
  at: number,
  outcome: 'succeeded' | 'caught' | 'failed' | 'aborted',
): Happening {
  endAttempt(visit, at, outcome === 'caught' ? 'failed' : outcome);
  visit.exitedAt = at;
  visit.outcome = outcome;
  return { kind: 'stateExited', visit };
}

/** The state was left without success, and is at work again. */
export function reopen(visit: Visit): void {
  visit.outcome = 'running';
  delete visit.exitedAt;
  delete visit.error;
  delete visit.cause;
}

/** The visit and those that it is inside of, innermost first. */
export function withAncestors(visit: Visit | undefined): Visit[] {
  return visit ? [visit, ...withAncestors(visit.parent)] : [];
}

/** How far a Map has come: told when another tenth of its items is done. */
export function takeItems(visit: Visit, items: Items): News[] {
  const before = visit.items;
  visit.items = items;
  return items.total > 0 && tenths(items) > tenths(before) ? [{ kind: 'itemsDone', visit }] : [];
}

function tenths(items: Items | undefined): number {
  if (!items || items.total === 0) return 0;
  return Math.floor((10 * (items.succeeded + items.failed)) / items.total);
}
