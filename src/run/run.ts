/** One execution as people see it: states, attempts and times. */
import type { Json } from '../json.ts';

export type RunStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface Run {
  readonly executionArn: string;
  readonly status: RunStatus;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly startedAt: number;
  readonly stoppedAt?: number;
  readonly input: Json;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  /** In the order in which they were entered; those of nested executions and of a map run's children behind the state that started them. */
  readonly states: readonly StateVisit[];
  /**
   * Where the execution ended without success: the innermost state that failed; of one that timed out or was stopped,
   * the last that was still at work. Undefined when it was at none.
   */
  readonly failedVisit?: StateVisit;
}

/** One passage through a state. A state in a loop, a branch or a map item is visited several times. */
export interface StateVisit {
  /** Unique in the run: the id of the event that entered it, with a prefix in a nested or child execution. */
  readonly id: string;
  readonly name: string;
  /** ASL's type: Task, Pass, Choice, … */
  readonly type: string;
  /** The visit that this one is inside of: of a Parallel or Map state, or of the Task that started a nested execution. */
  readonly parent?: StateVisit;
  /** Index of the Map iteration, when the parent is an inline Map. */
  readonly iteration?: number;
  /** ARN of the execution that it happened in, when that is a nested one or a map run's child. */
  readonly executionArn?: string;
  /** How far a Map has come. */
  readonly items?: Items;
  readonly enteredAt: number;
  readonly exitedAt?: number;
  /** `failed` with no `exitedAt`: its work has failed, and whether it is retried or caught is not known yet. */
  readonly outcome: 'running' | 'succeeded' | 'caught' | 'failed' | 'aborted';
  readonly input?: Json;
  readonly output?: Json;
  /** One for each time that the state's work was started; empty for states that start none. */
  readonly attempts: readonly Attempt[];
  /** What it failed with, whether caught or not; AWS allows failures without a name or a cause. */
  readonly error?: string;
  readonly cause?: string;
}

/** Items of a Map by what has become of them; those that are missing to the total are pending or at work. */
export interface Items {
  readonly total: number;
  readonly succeeded: number;
  /** Also those that timed out or were stopped. */
  readonly failed: number;
}

export interface Attempt {
  /** Name of the Lambda function that it calls, when it calls one. */
  readonly functionName?: string;
  /** ARN of the execution, or of the map run, that it started and waits for. */
  readonly childArn?: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly outcome: 'running' | 'succeeded' | 'failed' | 'aborted';
  readonly error?: string;
  readonly cause?: string;
}

/** The first visit that was left without success, whether its error was caught or not. */
export function firstFailure({ states }: Run): StateVisit | undefined {
  return states.find(({ outcome, exitedAt }) => exitedAt !== undefined && /^(failed|caught)$/.test(outcome));
}

/** Whether a visit is of a state of the run's own definition; the states of a nested execution are of another one. */
export function isOfDefinition({ parent }: StateVisit): boolean {
  return !parent || (parent.type !== 'Task' && isOfDefinition(parent));
}

/** The visit itself where its state is of the run's own definition, else the Task that started what it is in. */
export function inDefinition(visit: StateVisit): StateVisit {
  return isOfDefinition(visit) || !visit.parent ? visit : inDefinition(visit.parent);
}

/** `Charge`, or `Map[3] › Charge` inside a map: where a visit stands in the workflow. */
export function pathOf({ name, parent, iteration }: StateVisit): string {
  if (!parent) return name;
  return `${pathOf(parent)}${iteration === undefined ? '' : `[${iteration}]`} › ${name}`;
}
