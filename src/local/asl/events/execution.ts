import type { ExecutionFacts } from '../environment.ts';
import type { EventBody } from '../history.ts';
import { whole } from './data.ts';
import { reason } from './reason.ts';
import type { Reason } from './reason.ts';

export function executionStarted(facts: ExecutionFacts): EventBody {
  const { input, roleArn, stateMachineAliasArn, stateMachineVersionArn } = facts;
  return {
    type: 'ExecutionStarted',
    executionStartedEventDetails: {
      input,
      inputDetails: whole,
      roleArn,
      ...(stateMachineAliasArn !== undefined && { stateMachineAliasArn }),
      ...(stateMachineVersionArn !== undefined && { stateMachineVersionArn }),
    },
  };
}

export function executionRedriven({ redriveCount }: ExecutionFacts): EventBody {
  return { type: 'ExecutionRedriven', executionRedrivenEventDetails: { redriveCount } };
}

export function executionSucceeded(output: string): EventBody {
  return { type: 'ExecutionSucceeded', executionSucceededEventDetails: { output, outputDetails: whole } };
}

export function executionFailed(failure: Reason): EventBody {
  return { type: 'ExecutionFailed', executionFailedEventDetails: reason(failure) };
}

export function executionTimedOut(failure: Reason): EventBody {
  return { type: 'ExecutionTimedOut', executionTimedOutEventDetails: reason(failure) };
}

export function executionAborted(request: Reason): EventBody {
  return { type: 'ExecutionAborted', executionAbortedEventDetails: reason(request) };
}
