/** Step Functions' history → Run. Takes events as they come and says what each one meant. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Json } from '../json.ts';
import type { Attempt, Run, RunStatus, StateVisit } from './run.ts';

export type Happening =
  | { readonly kind: 'stateEntered' | 'stateExited'; readonly visit: StateVisit }
  | { readonly kind: 'attemptFailed'; readonly visit: StateVisit; readonly attempt: Attempt };

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
interface Visit extends Mutable<StateVisit> {
  attempts: Mutable<Attempt>[];
}

/** Event types that end an execution, and what they mean. */
const endings: Readonly<Record<string, RunStatus>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

export class RunBuilder {
  readonly #run: Mutable<Run>;
  readonly #visits: Visit[] = [];
  /** The visit that each event belongs to, by event id: how an event finds its state through previousEventId. */
  readonly #visitOf = new Map<number, Visit>();
  /** The iteration that each event belongs to, by event id. */
  readonly #iterationOf = new Map<number, number>();

  constructor(executionArn: string) {
    this.#run = { executionArn, status: 'RUNNING', startedAt: 0, input: null, states: this.#visits };
  }

  get run(): Run {
    return this.#run;
  }

  /** Id of the newest event taken. */
  lastEventId = 0;

  /** Takes the next event of the history; events come once each, in the order of their ids. */
  take(event: HistoryEvent): Happening[] {
    this.lastEventId = event.id ?? 0;
    const type = event.type ?? '';
    if (type === 'ExecutionStarted') return this.#started(event);
    if (type.endsWith('StateEntered')) return this.#entered(event, type);
    if (type.endsWith('StateExited')) return this.#exited(event);
    if (type in endings) return this.#ended(event, endings[type] ?? 'FAILED');
    return this.#worked(event, type);
  }

  #started(event: HistoryEvent): Happening[] {
    this.#run.startedAt = timeOf(event);
    this.#run.input = parse(event.executionStartedEventDetails?.input) ?? null;
    return [];
  }

  #entered(event: HistoryEvent, type: string): Happening[] {
    const previous = this.#visitOf.get(event.previousEventId ?? 0);
    // After an exit the next state is a sibling; after anything else of a state that is still open, it is inside.
    const parent = previous && isOpen(previous) ? previous : previous?.parent;
    const iteration = this.#iterationOf.get(event.previousEventId ?? 0);
    const visit: Visit = {
      id: event.id ?? 0,
      name: event.stateEnteredEventDetails?.name ?? '',
      type: type.replace(/StateEntered$/, ''),
      enteredAt: timeOf(event),
      outcome: 'running',
      attempts: [],
      ...(parent && { parent }),
      ...(parent && iteration !== undefined && { iteration }),
    };
    setInput(visit, event.stateEnteredEventDetails?.input);
    this.#visits.push(visit);
    this.#belongs(event, visit);
    return [{ kind: 'stateEntered', visit }];
  }

  #exited(event: HistoryEvent): Happening[] {
    const visit = this.#visitBefore(event, event.stateExitedEventDetails?.name);
    if (!visit) return [];
    visit.exitedAt = timeOf(event);
    visit.outcome = visit.error !== undefined && !recovered(visit) ? 'caught' : 'succeeded';
    const output = parse(event.stateExitedEventDetails?.output);
    if (output !== undefined) visit.output = output;
    this.#belongs(event, visit);
    return [{ kind: 'stateExited', visit }];
  }

  #ended(event: HistoryEvent, status: RunStatus): Happening[] {
    const run = this.#run;
    run.status = status;
    run.stoppedAt = timeOf(event);
    const output = parse(event.executionSucceededEventDetails?.output);
    if (output !== undefined) run.output = output;
    setError(run, event);
    const failed = status === 'FAILED' ? this.#visitOf.get(event.previousEventId ?? 0) : undefined;
    if (failed && failed.error === undefined) setError(failed, event);
    if (failed) run.failedVisit = failed;
    return this.#visits.filter(isOpen).map((visit) => {
      visit.exitedAt = timeOf(event);
      visit.outcome = visit.error !== undefined || visit === failed ? 'failed' : 'aborted';
      return { kind: 'stateExited', visit };
    });
  }

  /** What happens inside a state: work scheduled, started, failed, done. */
  #worked(event: HistoryEvent, type: string): Happening[] {
    const visit = this.#visitOf.get(event.previousEventId ?? 0);
    if (!visit) return [];
    this.#belongs(event, visit);
    const iteration = event.mapIterationStartedEventDetails?.index;
    if (iteration !== undefined) this.#iterationOf.set(event.id ?? 0, iteration);
    if (/(Task|Function|Activity)Scheduled$/.test(type)) visit.attempts.push({ startedAt: timeOf(event) });
    const attempt = visit.attempts.at(-1);
    if (isFailure(type)) return this.#failed(event, visit, attempt);
    if (/(Task|Function|Activity)Succeeded$/.test(type) && attempt) attempt.endedAt = timeOf(event);
    return [];
  }

  #failed(event: HistoryEvent, visit: Visit, attempt: Mutable<Attempt> | undefined): Happening[] {
    setError(visit, event);
    if (!attempt) return [];
    attempt.endedAt = timeOf(event);
    setError(attempt, event);
    return [{ kind: 'attemptFailed', visit, attempt }];
  }

  #belongs(event: HistoryEvent, visit: Visit): void {
    this.#visitOf.set(event.id ?? 0, visit);
    const iteration = this.#iterationOf.get(event.previousEventId ?? 0);
    if (iteration !== undefined) this.#iterationOf.set(event.id ?? 0, iteration);
  }

  /** The visit that an exit closes: that of the event before, or the open one of that name around it. */
  #visitBefore(event: HistoryEvent, name: string | undefined): Visit | undefined {
    let visit: StateVisit | undefined = this.#visitOf.get(event.previousEventId ?? 0);
    while (visit && visit.name !== name) visit = visit.parent;
    return visit ? this.#visitOf.get(visit.id) : undefined;
  }
}

function isOpen({ exitedAt }: StateVisit): boolean {
  return exitedAt === undefined;
}

/** The last attempt went well: an earlier one had failed and was retried. */
function recovered({ attempts }: StateVisit): boolean {
  const last = attempts.at(-1);
  return last !== undefined && last.error === undefined;
}

function isFailure(type: string): boolean {
  return /(Failed|TimedOut|Aborted)$/.test(type) && !type.startsWith('MapIteration');
}

function timeOf({ timestamp }: HistoryEvent): number {
  return timestamp?.getTime() ?? 0;
}

function setInput(visit: Visit, text: string | undefined): void {
  const input = parse(text);
  if (input !== undefined) visit.input = input;
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

/** The error and cause that an event carries, whichever of its details holds them. */
function setError(target: { error?: string; cause?: string }, event: HistoryEvent): void {
  const details = Object.values(event).find(
    (value): value is { error?: string; cause?: string } =>
      typeof value === 'object' && value !== null && ('error' in value || 'cause' in value),
  );
  target.error = details?.error ?? defaultError(event.type ?? '');
  if (details?.cause === undefined) delete target.cause;
  else target.cause = details.cause;
}

/** Timeouts of a state may come without an error's name. */
function defaultError(type: string): string {
  return type.endsWith('TimedOut')
    ? 'States.Timeout'
    : type.endsWith('Aborted')
      ? 'Aborted'
      : 'States.TaskFailed';
}
