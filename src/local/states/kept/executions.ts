/** Executions as they are kept: what they are once, their histories as lists that grow. */
import type { Checkpoint, Outcome } from '../../asl/index.ts';
import type { Found, Thing, Which } from '../../data/thing.ts';
import { homeOf, type Home } from '../arn.ts';
import type { StatesBackend } from '../backend.ts';
import type { Execution, Launch } from '../execution.ts';
import type { HistoryEntry } from '../history.ts';
import { abort } from '../interrupted.ts';
import type { MockedAnswer } from '../mocks.ts';
import { restoredCheckpoint, storedCheckpoint, type StoredCheckpoint } from './checkpoint.ts';
import type { Revisions } from './revisions.ts';

interface StoredExecution {
  readonly home: Home;
  readonly launch: Omit<Launch, 'revision' | 'program' | 'mocked'>;
  readonly revision: number;
  readonly mocked?: readonly (readonly [string, readonly MockedAnswer[]])[] | undefined;
  readonly redriveCount: number;
  readonly redriveDate?: number | undefined;
  readonly redriveToken?: string | undefined;
  readonly checkpoint?: StoredCheckpoint | undefined;
  readonly outcome?: Outcome | undefined;
  readonly stopDate?: number | undefined;
}

/** By map run. */
export type Children = ReadonlyMap<string, readonly Execution[]>;

/** Tells of executions: there may be very many, most of which have ended long ago. */
export class Executions {
  readonly #backend: StatesBackend;
  readonly #revisions: Revisions;
  /** Since they were last told of. */
  readonly #ended = new Set<Execution>();

  constructor(backend: StatesBackend, revisions: Revisions) {
    this.#backend = backend;
    this.#revisions = revisions;
  }

  /** From now on it remembers which ones have ended. */
  watch(): void {
    this.#backend.executor.ended = (execution) => this.#ended.add(execution);
  }

  *things(which: Which): Iterable<Thing> {
    const changed = [...this.#backend.executor.running, ...this.#ended];
    this.#ended.clear();
    for (const execution of which === 'all' ? this.#all() : changed) {
      if (!isKept(execution)) continue;
      yield* this.#revisions.things(execution.launch.revision);
      yield* thingsOf(execution, this.#revisions);
    }
  }

  *#all(): Iterable<Execution> {
    for (const { executions, mapRuns } of this.#backend.regions()) {
      yield* executions.values();
      for (const { children } of mapRuns.values()) yield* children;
    }
  }
}

/** Express executions are forgotten when they end, but for those that a map run counts. */
function isKept({ launch }: Execution): boolean {
  return launch.machine.type === 'STANDARD' || launch.mapRunArn !== undefined;
}

function* thingsOf(execution: Execution, revisions: Revisions): Iterable<Thing> {
  const { arn: id, launch, status, stopDate, redriveCount, redriveToken, history } = execution;
  yield {
    ...{ kind: 'states.execution', id, lasts: true },
    mark: `${status} ${String(stopDate)} ${redriveCount} ${String(redriveToken)}`,
    value: () => stored(execution, revisions),
  };
  if (launch.machine.type === 'EXPRESS') return;
  const from = (position: number): readonly HistoryEntry[] => history.entriesBehind(position);
  yield {
    ...{ kind: 'states.history', id, lasts: true },
    ...{ owner: history, position: history.lastId, from },
  };
}

/** Those without an outcome ran when the endpoint ended. */
export function restoreExecutions(backend: StatesBackend, found: Found, revisions: Revisions): Children {
  const children = new Map<string, Execution[]>();
  const histories = found.all<readonly HistoryEntry[]>('states.history');
  for (const [arn, kept] of found.all<StoredExecution>('states.execution')) {
    const execution = backend.executor.revive(kept.home, launchOf(kept, revisions), histories.get(arn) ?? []);
    resume(execution, kept, backend.clock.now());
    const { mapRunArn } = execution.launch;
    if (mapRunArn === undefined) continue;
    const siblings = children.get(mapRunArn) ?? [];
    siblings.push(execution);
    children.set(mapRunArn, siblings);
  }
  return children;
}

function stored(execution: Execution, revisions: Revisions): StoredExecution {
  const { redriveCount, redriveDate, redriveToken, outcome, stopDate } = execution;
  const { revision, program: _, mocked, machine, ...launch } = execution.launch;
  const { arn, name, type } = machine;
  return {
    ...{ home: homeOf(execution.arn), redriveCount, redriveDate, redriveToken, outcome, stopDate },
    launch: { ...launch, machine: { arn, name, type } },
    revision: revisions.numberOf(revision),
    mocked: mocked && [...mocked],
    checkpoint: execution.checkpoint && storedCheckpoint(execution.checkpoint),
  };
}

/** A child of a map run has a program of its own: it is not run again by itself, and does without. */
function launchOf({ launch, revision: number, mocked }: StoredExecution, revisions: Revisions): Launch {
  const revision = revisions.get(number);
  return { ...launch, revision, program: revision.program, ...(mocked && { mocked: new Map(mocked) }) };
}

function resume(execution: Execution, kept: StoredExecution, now: number): void {
  execution.redriveCount = kept.redriveCount;
  execution.redriveDate = kept.redriveDate;
  execution.redriveToken = kept.redriveToken;
  const checkpoint: Checkpoint | undefined = kept.checkpoint && restoredCheckpoint(kept.checkpoint);
  execution.checkpoint = checkpoint;
  if (kept.outcome) execution.end(kept.outcome, kept.stopDate ?? now);
  else abort(execution, now);
}
