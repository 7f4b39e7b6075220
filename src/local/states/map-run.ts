/** A map run: the child executions of one distributed Map state, and the limits that UpdateMapRun may change. */
import { randomUUID } from 'node:crypto';
import type { MapRunStatus } from '@aws-sdk/client-sfn';
import type { Json } from '../../json.ts';
import {
  StopRequest,
  type ChildResult,
  type MapRun,
  type MapRunLimits,
  type MapRunRequest,
} from '../asl/index.ts';
import { statesArn, withoutLabel, type Home } from './arn.ts';
import type { Execution, Launch } from './execution.ts';
import type { Executor } from './executor.ts';
import { countChildren, type Counts } from './map-run-counts.ts';
import type { ExecutionRole } from './role.ts';
import type { Identity } from './state-machine.ts';

/** Where a map run comes from. */
export interface MapRunOrigin {
  readonly home: Home;
  readonly parent: Execution;
  /** The parent's role. */
  readonly role: ExecutionRole;
  readonly request: MapRunRequest;
}

/** What a map run that has been kept has instead of a new one's. */
export type KeptMapRun = Pick<MapRunRecord, 'arn' | 'startDate' | 'status' | 'stopDate' | 'items'>;

export class MapRunRecord implements MapRun {
  readonly arn: string;
  /** The execution whose state it is. */
  readonly parent: Execution;
  readonly startDate: number;
  readonly children: Execution[] = [];
  /** How many there are at all. */
  items: number;
  status: MapRunStatus;
  stopDate: number | undefined;
  #limits: MapRunLimits;
  readonly #executor: Executor;
  readonly #home: Home;
  readonly #role: ExecutionRole;
  readonly #request: MapRunRequest;
  readonly machine: Identity;

  constructor(executor: Executor, { home, parent, role, request }: MapRunOrigin, kept?: KeptMapRun) {
    const { machine } = parent.launch;
    const label = `${machine.name}/${request.label}`;
    this.arn = kept?.arn ?? `${statesArn(home, 'mapRun', label)}:${randomUUID()}`;
    this.parent = parent;
    this.startDate = kept?.startDate ?? executor.clock.now();
    this.items = kept?.items ?? 0;
    this.status = kept?.status ?? 'RUNNING';
    this.stopDate = kept?.stopDate;
    this.#limits = request.limits;
    this.#executor = executor;
    this.#role = role;
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

  counts(): Counts {
    return countChildren(this.children, this.items, this.status !== 'RUNNING');
  }

  total(items: number): void {
    this.items = items;
  }

  async run(
    child: { readonly input: Json; readonly items: number },
    signal: AbortSignal,
  ): Promise<ChildResult> {
    // The role must be allowed to start executions of its own state machine.
    const own = withoutLabel(this.machine.arn);
    this.#executor.requireAccess(this.#role, 'states:StartExecution', own);
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
    const { revision, mocked } = this.parent.launch;
    return {
      arn: childArn(this.#home, this.machine, name),
      name,
      machine: this.machine,
      revision,
      ...(mocked && { mocked }),
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
