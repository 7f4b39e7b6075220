import type { StartSyncExecutionInput, StartSyncExecutionOutput } from '@aws-sdk/client-sfn';
import { StopRequest, type Outcome } from '../../asl/index.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers } from '../constraints.ts';
import { typeNotSupported } from '../errors.ts';
import type { Execution } from '../execution.ts';
import { prepareLaunch, startMembers } from '../launch.ts';

/** Runs an express execution to its end. A client that goes away stops it. */
export const startSyncExecution = operation(
  async (
    backend: StatesBackend,
    { input, caller, signal }: Call<Wire<StartSyncExecutionInput>>,
  ): Promise<StartSyncExecutionOutput> => {
    checkMembers(input, startMembers);
    const launch = prepareLaunch(backend, caller, input);
    if (launch.machine.type !== 'EXPRESS') throw typeNotSupported();
    const { execution, ended } = backend.executor.start(caller, launch);
    const stop = (): void => {
      execution.stopper.abort(new StopRequest());
    };
    signal.addEventListener('abort', stop, { once: true });
    const outcome = await ended;
    signal.removeEventListener('abort', stop);
    return describe(execution, outcome);
  },
);

function describe(
  { launch, stopDate = launch.startDate }: Execution,
  outcome: Outcome,
): StartSyncExecutionOutput {
  const { arn, name, machine, input, startDate, traceHeader } = launch;
  const succeeded = outcome.status === 'SUCCEEDED';
  return {
    executionArn: arn,
    stateMachineArn: machine.arn,
    name,
    startDate: new Date(startDate),
    stopDate: new Date(stopDate),
    status: outcome.status === 'ABORTED' ? 'FAILED' : outcome.status,
    input,
    inputDetails: { included: true },
    output: succeeded ? outcome.output : undefined,
    outputDetails: { included: true },
    error: succeeded ? undefined : outcome.error,
    cause: succeeded ? undefined : outcome.cause,
    traceHeader,
    billingDetails: {
      billedDurationInMilliseconds: Math.max(1, Math.ceil((stopDate - startDate) / 100)) * 100,
      billedMemoryUsedInMB: 64,
    },
  };
}
