/** Executions as they are kept: what they are once, their histories as lists that grow. */
import type { Checkpoint, Outcome } from '../../asl/index.ts';
import type { Found, Thing } from '../../data/thing.ts';
import type { Home } from '../arn.ts';
import type { StatesBackend } from '../backend.ts';
import type { Execution, Launch } from '../execution.ts';
import type { HistoryEntry } from '../history.ts';
import { abort } from '../interrupted.ts';
import type { MockedAnswer } from '../mocks.ts';
import type { Region } from '../region.ts';
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

export function* thingsOfExecutions(region: Region, revisions: Revisions): Iterable<Thing> {
  for (const execution of region.executions.values()) {
    yield* thingsOf(region.home, execution, revisions);
    const { arn: id, history } = execution;
    const from = (position: number): readonly HistoryEntry[] => history.entriesBehind(position);
    yield { kind: 'states.history', id, owner: history, position: history.lastId, from };
  }
  // Express executions are forgotten when they end, but for those that a map run counts.
  for (const { machine, children } of region.mapRuns.values()) {
    if (machine.type !== 'EXPRESS') continue;
    for (const child of children) yield* thingsOf(region.home, child, revisions);
  }
}

function* thingsOf(home: Home, execution: Execution, revisions: Revisions): Iterable<Thing> {
  yield* revisions.things(execution.launch.revision);
  const { status, stopDate, redriveCount, redriveToken } = execution;
  yield {
    kind: 'states.execution',
    id: execution.arn,
    mark: `${status} ${String(stopDate)} ${redriveCount} ${String(redriveToken)}`,
    value: () => stored(home, execution, revisions),
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

function stored(home: Home, execution: Execution, revisions: Revisions): StoredExecution {
  const { redriveCount, redriveDate, redriveToken, outcome, stopDate } = execution;
  const { revision, program: _, mocked, machine, ...launch } = execution.launch;
  const { arn, name, type } = machine;
  return {
    ...{ home, redriveCount, redriveDate, redriveToken, outcome, stopDate },
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
