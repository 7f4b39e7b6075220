import type { RedriveExecutionInput, RedriveExecutionOutput } from '@aws-sdk/client-sfn';
import { AwsError } from '../../errors.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, required, text } from '../constraints.ts';
import { redriveStatus } from '../redrive-status.ts';

/** How long after its end an execution can be redriven (API reference, RedriveExecution). */
const redrivableMs = 14 * 24 * 3_600_000;

/** A request with the client token of the last redrive is answered as that one was. */
export const redriveExecution = operation(
  (backend: StatesBackend, { input, caller }: Call<Wire<RedriveExecutionInput>>): RedriveExecutionOutput => {
    checkMembers(input, { executionArn: required(text(1, 256)), clientToken: text(1, 64) });
    const execution = backend.region(caller).execution(input.executionArn ?? '');
    const { redriveDate, redriveToken, stopDate = 0 } = execution;
    if (redriveDate !== undefined && input.clientToken !== undefined && input.clientToken === redriveToken)
      return { redriveDate: new Date(redriveDate) };
    const { redriveStatus: status, redriveStatusReason: reason } = redriveStatus(execution);
    if (status === 'NOT_REDRIVABLE') throw notRedrivable(reason ?? '');
    if (status === 'REDRIVABLE_BY_MAP_RUN') throw notRedrivable('Execution is a child of a Map Run');
    const now = backend.clock.now();
    if (now > stopDate + redrivableMs) throw notRedrivable("Execution's redrivable period exceeded");
    backend.executor.redrive(caller, execution);
    execution.redriveToken = input.clientToken;
    return { redriveDate: new Date(now) };
  },
);

function notRedrivable(message: string): AwsError {
  return new AwsError('ExecutionNotRedrivable', message);
}
