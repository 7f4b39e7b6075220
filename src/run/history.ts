/** Step Functions' history → Run. Takes events as they come and says what each one meant. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { isObject, type Json } from '../json.ts';
import { calledFunction } from './calledFunction.ts';
import type { Run, RunStatus } from './run.ts';
import {
  close,
  endAttempt,
  fail,
  isOpen,
  reasonOf,
  startAttempt,
  takeItems,
  timeOf,
  type Happening,
  type Mutable,
  type Visit,
} from './visit.ts';
import { Visits, type Scope } from './visits.ts';

/** Event types that end an execution, and what they mean. */
export const endings: Readonly<Record<string, Exclude<RunStatus, 'RUNNING'>>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

export class RunBuilder {
  readonly #run: Mutable<Run>;
  readonly #visits: Visits;
  readonly #idPrefix: string;
  #failedVisit: Visit | undefined;

  /** Of a nested or child execution: `idPrefix` sets its visits apart, `scope` says what they are inside of. */
  constructor(
    executionArn: string,
    { idPrefix = '', scope = {} }: { idPrefix?: string; scope?: Scope } = {},
  ) {
    this.#visits = new Visits(scope);
    this.#idPrefix = idPrefix;
    this.#run = { executionArn, status: 'RUNNING', startedAt: 0, input: null, states: this.#visits.all };
  }

  get run(): Run {
    return this.#run;
  }

  /** Where it has ended without success. */
  get failedVisit(): Visit | undefined {
    return this.#failedVisit;
  }

  /** Id of the newest event taken. */
  lastEventId = 0;

  /** Takes the next event of the history; events come once each, in the order of their ids. */
  take(event: HistoryEvent): Happening[] {
    const { id = 0, type = '' } = event;
    this.lastEventId = id;
    if (type === 'ExecutionStarted') return this.#started(event);
    if (type === 'ExecutionRedriven') return this.#redriven(event);
    if (type.endsWith('StateEntered')) return this.#entered(event, type);
    const status = endings[type];
    if (status) return this.#ended(event, status);
    const visit = this.#visits.assign(event);
    if (!visit) return [];
    if (type.endsWith('StateExited')) return exited(event, visit);
    return /^(Map|Parallel)/.test(type) ? this.#contained(event, type, visit) : worked(event, type, visit);
  }

  #started(event: HistoryEvent): Happening[] {
    this.#run.startedAt = timeOf(event);
    this.#run.input = parse(event.executionStartedEventDetails?.input) ?? null;
    return [];
  }

  /** It goes on where it ended. */
  #redriven(event: HistoryEvent): Happening[] {
    const run = this.#run;
    run.status = 'RUNNING';
    delete run.stoppedAt;
    delete run.error;
    delete run.cause;
    delete run.failedVisit;
    this.#visits.reopen(event, this.#failedVisit);
    this.#failedVisit = undefined;
    return [];
  }

  #entered(event: HistoryEvent, type: string): Happening[] {
    const { name = '', input: text } = event.stateEnteredEventDetails ?? {};
    const input = parse(text);
    const visit = this.#visits.enter(event, {
      id: `${this.#idPrefix}${event.id ?? 0}`,
      name,
      type: type.replace(/StateEntered$/, ''),
      enteredAt: timeOf(event),
      outcome: 'running',
      ...(input !== undefined && { input }),
      attempts: [],
    });
    return [{ kind: 'stateEntered', visit }];
  }

  /** What happens to a Map or Parallel, to its iterations and its map run. */
  #contained(event: HistoryEvent, type: string, visit: Visit): Happening[] {
    const culprit = this.#visits.before(event);
    switch (type.replace(/^Map(State)?|^ParallelState/, '')) {
      case 'Started':
        return this.#containerStarted(event, visit);
      case 'Succeeded':
        endAttempt(visit, timeOf(event), 'succeeded');
        return [];
      case 'Failed':
        this.#visits.blame(visit, culprit ?? visit);
        return this.#containerFailed(event, visit);
      case 'RunStarted':
        return childStarted(visit, event.mapRunStartedEventDetails?.mapRunArn);
      case 'IterationSucceeded':
        return countItem(visit, 'succeeded');
      case 'IterationStarted':
        this.#visits.openScope(event, visit, event.mapIterationStartedEventDetails?.index);
        return [];
      case 'IterationFailed':
        return [
          ...this.#visits.closeAll(event, culprit, visit, event.mapIterationFailedEventDetails?.index),
          ...countItem(visit, 'failed'),
        ];
      case 'IterationAborted':
        return this.#visits.closeAll(event, undefined, visit, event.mapIterationAbortedEventDetails?.index);
      case 'RunFailed':
        return fail(visit, timeOf(event), reasonOf(event));
      default:
        return [];
    }
  }

  /** A second start is a retry; that the attempt before it failed is not told otherwise. */
  #containerStarted(event: HistoryEvent, visit: Visit): Happening[] {
    const happenings = visit.attempts.length > 0 ? this.#containerFailed(event, visit) : [];
    startAttempt(visit, timeOf(event));
    const total = event.mapStateStartedEventDetails?.length;
    if (total !== undefined) visit.items = { total, succeeded: 0, failed: 0 };
    this.#visits.openScope(event, visit);
    return happenings;
  }

  /** It failed with what the inner state failed with. */
  #containerFailed(event: HistoryEvent, visit: Visit): Happening[] {
    const culprit = this.#visits.before(event);
    const closed = this.#visits.closeAll(event, culprit, visit);
    return [...closed, ...fail(visit, timeOf(event), culprit ?? {})];
  }

  #ended(event: HistoryEvent, status: Exclude<RunStatus, 'RUNNING'>): Happening[] {
    const run = this.#run;
    const output = parse(event.executionSucceededEventDetails?.output);
    const failedVisit = this.#failedAt(event, status);
    this.#failedVisit = failedVisit;
    const reason = reasonOf(event);
    Object.assign(run, { status, stoppedAt: timeOf(event), ...reason });
    if (output !== undefined) run.output = output;
    if (failedVisit) run.failedVisit = failedVisit;
    const failed = status === 'FAILED' ? failedVisit : undefined;
    // A Fail state's error is told by nothing but the end of the execution.
    for (const visit of this.#visits.around(failed))
      if (visit.error === undefined) Object.assign(visit, reason);
    return this.#visits.closeAll(event, failed);
  }

  #failedAt(event: HistoryEvent, status: RunStatus): Visit | undefined {
    if (status === 'SUCCEEDED') return undefined;
    if (status === 'FAILED') return this.#visits.leafOf(this.#visits.before(event));
    return this.#visits.all.findLast(isOpen);
  }
}

function exited(event: HistoryEvent, visit: Visit): Happening[] {
  const output = parse(event.stateExitedEventDetails?.output);
  if (output !== undefined) visit.output = output;
  return [close(visit, timeOf(event), visit.outcome === 'failed' ? 'caught' : 'succeeded')];
}

/** What happens to a state's own work. `…StateAborted` follows the failure of another state and says nothing. */
function worked(event: HistoryEvent, type: string, visit: Visit): Happening[] {
  if (/^(Task|LambdaFunction|Activity)Scheduled$/.test(type))
    startAttempt(visit, timeOf(event), calledFunction(event));
  if (type === 'TaskSubmitted') return childStarted(visit, nestedExecution(event));
  if (/^(Task|LambdaFunction|Activity)Succeeded$/.test(type)) endAttempt(visit, timeOf(event), 'succeeded');
  return /(Failed|TimedOut)$/.test(type) ? fail(visit, timeOf(event), reasonOf(event)) : [];
}

/** The execution that a Task has started and waits for, in one way or another. */
function nestedExecution({ taskSubmittedEventDetails: task }: HistoryEvent): string | undefined {
  const output = task?.resourceType === 'states' ? parse(task.output) : undefined;
  const arn = isObject(output) ? output.ExecutionArn : undefined;
  return typeof arn === 'string' ? arn : undefined;
}

function childStarted(visit: Visit, childArn: string | undefined): Happening[] {
  const attempt = visit.attempts.at(-1);
  if (childArn === undefined || !attempt) return [];
  attempt.childArn = childArn;
  return [{ kind: 'childStarted', visit, childArn }];
}

function countItem(visit: Visit, outcome: 'succeeded' | 'failed'): Happening[] {
  const before = visit.items;
  if (!before) return [];
  return takeItems(visit, { ...before, [outcome]: before[outcome] + 1 });
}

/** History gives data as JSON text; what is cut or no JSON is given as the text that it is. */
function parse(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
