/** A map run: the child executions of one distributed Map state, and the limits that UpdateMapRun may change. */
import { randomUUID } from 'node:crypto';
import type {
  ExecutionStatus,
  MapRunExecutionCounts,
  MapRunItemCounts,
  MapRunStatus,
} from '@aws-sdk/client-sfn';
import type { Json } from '../../json.ts';
import {
  StopRequest,
  type ChildResult,
  type MapRun,
  type MapRunLimits,
  type MapRunRequest,
} from '../asl/index.ts';
import { statesArn, type Home } from './arn.ts';
import type { Execution, Launch } from './execution.ts';
import type { Executor } from './executor.ts';
import type { Identity } from './state-machine.ts';

export class MapRunRecord implements MapRun {
  readonly arn: string;
  /** The execution whose state it is. */
  readonly parent: Execution;
  readonly startDate: number;
  readonly children: Execution[] = [];
  #items = 0;
  status: MapRunStatus = 'RUNNING';
  stopDate: number | undefined;
  #limits: MapRunLimits;
  readonly #executor: Executor;
  readonly #home: Home;
  readonly #request: MapRunRequest;
  readonly machine: Identity;

  constructor(executor: Executor, home: Home, parent: Execution, request: MapRunRequest) {
    const { machine } = parent.launch;
    const label = `${machine.name}/${request.label}`;
    this.arn = `${statesArn(home, 'mapRun', label)}:${randomUUID()}`;
    this.parent = parent;
    this.startDate = executor.clock.now();
    this.#limits = request.limits;
    this.#executor = executor;
    this.#home = home;
    this.#request = request;
    this.machine = {
      arn: statesArn(home, 'stateMachine', label),
      name: label,
      type: request.executionType,
    };
  }

  limits(): MapRunLimits {
    return this.#limits;
  }

  /** Changes the limits that are given (UpdateMapRun). */
  limit(changes: { readonly [Limit in keyof MapRunLimits]?: MapRunLimits[Limit] | undefined }): void {
    const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = this.#limits;
    this.#limits = {
      maxConcurrency: changes.maxConcurrency ?? maxConcurrency,
      toleratedFailureCount: changes.toleratedFailureCount ?? toleratedFailureCount,
      toleratedFailurePercentage: changes.toleratedFailurePercentage ?? toleratedFailurePercentage,
    };
  }

  /** How many children, and how many of the items, have come how far. */
  counts(): { readonly executionCounts: MapRunExecutionCounts; readonly itemCounts: MapRunItemCounts } {
    const items = (execution: Execution): number => execution.launch.itemCount ?? 1;
    const given = this.children.reduce((sum, child) => sum + items(child), 0);
    return {
      executionCounts: count(this.children, () => 1, 0),
      itemCounts: count(this.children, items, Math.max(0, this.#items - given)),
    };
  }

  total(items: number): void {
    this.#items = items;
  }

  async run(
    child: { readonly input: Json; readonly items: number },
    signal: AbortSignal,
  ): Promise<ChildResult> {
    const { execution, ended } = this.#executor.start(this.#home, this.#launch(child));
    this.children.push(execution);
    const stop = (): void => {
      execution.stopper.abort(new StopRequest());
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const outcome = await ended;
    signal.removeEventListener('abort', stop);
    const { arn, name, startDate } = execution.launch;
    const stopTime = execution.stopDate ?? startDate;
    return { outcome, executionArn: arn, name, startTime: startDate, stopTime };
  }

  close(status: 'SUCCEEDED' | 'FAILED' | 'ABORTED'): void {
    this.status = status;
    this.stopDate = this.#executor.clock.now();
  }

  #launch({ input, items }: { readonly input: Json; readonly items: number }): Launch {
    const name = randomUUID();
    return {
      arn: childArn(this.#home, this.machine, name),
      name,
      machine: this.machine,
      revision: this.parent.launch.revision,
      program: this.#request.program,
      input: JSON.stringify(input),
      startDate: this.#executor.clock.now(),
      mapRunArn: this.arn,
      itemCount: items,
    };
  }
}

function childArn(home: Home, machine: Identity, name: string): string {
  return machine.type === 'EXPRESS'
    ? `${statesArn(home, 'express', machine.name)}:${name}:${randomUUID()}`
    : `${statesArn(home, 'execution', machine.name)}:${name}`;
}

/** Counts children by their status; `pending` are those that have none yet. */
function count(
  children: readonly Execution[],
  weigh: (child: Execution) => number,
  pending: number,
): MapRunExecutionCounts & MapRunItemCounts {
  const of = (status: ExecutionStatus): number =>
    children.filter((child) => child.status === status).reduce((sum, child) => sum + weigh(child), 0);
  const counts = {
    pending,
    running: of('RUNNING'),
    succeeded: of('SUCCEEDED'),
    failed: of('FAILED'),
    timedOut: of('TIMED_OUT'),
    aborted: of('ABORTED'),
  };
  const total = Object.values(counts).reduce((sum, number) => sum + number, 0);
  return { ...counts, total, resultsWritten: counts.succeeded + counts.failed + counts.timedOut };
}
