import type { FunctionResource } from '../resource.ts';
import { whole } from './data.ts';
import { reason } from './reason.ts';
import type { TaskEvents } from './task-events.ts';

/** A function named directly by its ARN: LambdaFunctionScheduled, … */
export function functionEvents({ arn }: FunctionResource): TaskEvents {
  return {
    scheduled: (attempt) => ({
      type: 'LambdaFunctionScheduled',
      lambdaFunctionScheduledEventDetails: {
        resource: arn,
        input: attempt.arguments,
        inputDetails: whole,
        ...(attempt.timeout !== undefined && { timeoutInSeconds: attempt.timeout }),
        ...(attempt.credentialsRoleArn !== undefined && {
          taskCredentials: { roleArn: attempt.credentialsRoleArn },
        }),
      },
    }),
    started: () => ({ type: 'LambdaFunctionStarted' }),
    succeeded: (output) => ({
      type: 'LambdaFunctionSucceeded',
      lambdaFunctionSucceededEventDetails: { output, outputDetails: whole },
    }),
    failed: (failure) => ({
      type: 'LambdaFunctionFailed',
      lambdaFunctionFailedEventDetails: reason(failure),
    }),
    startFailed: (failure) => ({
      type: 'LambdaFunctionStartFailed',
      lambdaFunctionStartFailedEventDetails: reason(failure),
    }),
    timedOut: (failure) => ({
      type: 'LambdaFunctionTimedOut',
      lambdaFunctionTimedOutEventDetails: reason(failure),
    }),
  };
}
