import type { StartExecutionInput, StartExecutionOutput } from '@aws-sdk/client-sfn';
import { operation, type Call, type Wire } from '../../service.ts';
import { AwsError } from '../../errors.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers } from '../constraints.ts';
import type { Execution } from '../execution.ts';
import { prepareLaunch, startMembers } from '../launch.ts';

/**
 * Starts an execution of a state machine, a version or an alias. A standard one that runs already under the name with the
 * same input is answered again; under any other the name is taken.
 */
export const startExecution = operation(
  (backend: StatesBackend, { input, caller }: Call<Wire<StartExecutionInput>>): StartExecutionOutput => {
    checkMembers(input, startMembers);
    const launch = prepareLaunch(backend, caller, input);
    const running = backend.region(caller).executions.get(launch.arn);
    if (running) return { executionArn: launch.arn, startDate: sameStart(running, launch.input) };
    backend.executor.start(caller, launch);
    return { executionArn: launch.arn, startDate: new Date(launch.startDate) };
  },
);

function sameStart({ launch, status }: Execution, input: string): Date {
  if (status === 'RUNNING' && launch.input === input) return new Date(launch.startDate);
  throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${launch.arn}'`);
}
