import type { StopExecutionInput, StopExecutionOutput } from '@aws-sdk/client-sfn';
import { StopRequest } from '../../asl/index.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, required, text } from '../constraints.ts';

/** Answers once the execution has ended; one that has ended before is left as it is. */
export const stopExecution = operation(
  async (
    backend: StatesBackend,
    { input, caller }: Call<Wire<StopExecutionInput>>,
  ): Promise<StopExecutionOutput> => {
    checkMembers(input, {
      executionArn: required(text(1, 256)),
      error: text(0, 256),
      cause: text(0, 32_768),
    });
    const execution = backend.region(caller).execution(input.executionArn ?? '');
    execution.stopper.abort(new StopRequest(input.error, input.cause));
    await backend.executor.ending(execution);
    return { stopDate: new Date(execution.stopDate ?? backend.clock.now()) };
  },
);
