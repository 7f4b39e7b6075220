/** Starts an execution, follows it, and stops it when we may not or will not wait any longer. Express ones: express.ts. */
import { StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { randomUUID } from 'node:crypto';
import type { StateMachineBlueprint } from '../compile/blueprint.ts';
import type { Workbench } from '../deploy/workbench.ts';
import type { Json } from '../json.ts';
import { executeExpress } from './express.ts';
import { follow } from './follow.ts';
import { firstFailure, type Run, type StateVisit } from './run.ts';

export const failOns = ['uncaught', 'any'] as const;
export type FailOn = (typeof failOns)[number];

export interface Execution {
  /** Of a state machine, a version or an alias. */
  readonly stateMachineArn: string;
  /** What the ARN is of: express executions are carried out in a way of their own, and known by their log. */
  readonly machine: Pick<StateMachineBlueprint, 'type' | 'logging'>;
  readonly input: Json;
  /** How long we wait for the end, in milliseconds. */
  readonly timeLimitMs: number;
  /** Whether an error that is caught fails the run too, at once. Default: only what nothing catches. */
  readonly failOn?: FailOn;
  /** Told as soon as the execution exists: whoever must be able to stop it later keeps the ARN. Express ones never can. */
  readonly onStarted?: (executionArn: string) => void;
}

/**
 * The run. When our time limit comes first, the execution is stopped and the run says TIMED_OUT; when the signal
 * aborts or the history cannot be read, it is stopped too, and that thrown: nothing runs on that nobody watches.
 */
export async function execute(bench: Workbench, execution: Execution): Promise<Run> {
  if (execution.machine.type === 'STANDARD') return executeStandard(bench, execution);
  const run = await executeExpress(bench, execution);
  const failure = execution.failOn === 'any' ? firstFailure(run) : undefined;
  return failure ? failedAt(run, failure) : run;
}

async function executeStandard(bench: Workbench, execution: Execution): Promise<Run> {
  const command = new StartExecutionCommand({
    stateMachineArn: execution.stateMachineArn,
    input: JSON.stringify(execution.input),
    // A request whose answer was lost is repeated, and with a name starts nothing else.
    name: randomUUID(),
  });
  // Not under the signal: an execution that was started behind our back could not be stopped.
  const { executionArn = '' } = await bench.aws.sfn.send(command);
  execution.onStarted?.(executionArn);
  bench.report({ kind: 'started', executionArn });
  try {
    const until = bench.clock.now() + execution.timeLimitMs;
    const atFirstFailure = execution.failOn === 'any';
    const run = await follow(bench, executionArn, { until, atFirstFailure });
    if (run.status !== 'RUNNING') return run;
    const failure = atFirstFailure ? firstFailure(run) : undefined;
    if (failure) return await stopAt(bench, run, failure);
    const cause = `not done within the time limit of ${execution.timeLimitMs / 1_000} s`;
    await stop(bench, executionArn, 'TimeLimit', cause);
    return { ...run, status: 'TIMED_OUT', stoppedAt: bench.clock.now(), error: 'TimeLimit', cause };
  } catch (thrown) {
    const [error, cause] = bench.signal.aborted
      ? ['Interrupted', 'the job was cancelled']
      : ['Unwatched', 'its history could not be read'];
    // That it cannot be stopped either is the lesser news.
    await stop(bench, executionArn, error, cause).catch(() => undefined);
    bench.signal.throwIfAborted();
    throw thrown;
  }
}

async function stopAt(bench: Workbench, run: Run, failure: StateVisit): Promise<Run> {
  const cause = `the state ${failure.name} failed, and fail-on is any`.slice(0, 256);
  await stop(bench, run.executionArn, 'StateFailed', cause);
  return { ...failedAt(run, failure), stoppedAt: bench.clock.now() };
}

/** The run fails with a state, whatever has caught its error, or would have. */
function failedAt(run: Run, failedVisit: StateVisit): Run {
  const { error, cause } = failedVisit;
  return {
    ...run,
    status: 'FAILED',
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    failedVisit,
  };
}

/** Not under the signal: it is what a cancelled job does last. Harmless when the execution has ended. */
async function stop({ aws }: Workbench, executionArn: string, error: string, cause: string): Promise<void> {
  await aws.sfn.send(new StopExecutionCommand({ executionArn, error, cause }));
}
