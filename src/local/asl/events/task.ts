import { actionName } from '../resource.ts';
import type { ServiceResource } from '../resource.ts';
import { whole } from './data.ts';
import { reason } from './reason.ts';
import type { TaskEvents } from './task-events.ts';

/** Service integrations: TaskScheduled, TaskStarted, TaskSubmitted, TaskSucceeded, … */
export function serviceEvents(target: ServiceResource): TaskEvents {
  const what = { resourceType: target.service, resource: actionName(target) };
  return {
    scheduled: (attempt) => ({
      type: 'TaskScheduled',
      taskScheduledEventDetails: {
        ...what,
        region: attempt.region,
        parameters: attempt.arguments,
        ...(attempt.timeout !== undefined && { timeoutInSeconds: attempt.timeout }),
        ...(attempt.heartbeat !== undefined && { heartbeatInSeconds: attempt.heartbeat }),
        ...(attempt.credentialsRoleArn !== undefined && {
          taskCredentials: { roleArn: attempt.credentialsRoleArn },
        }),
      },
    }),
    started: () => ({ type: 'TaskStarted', taskStartedEventDetails: what }),
    submitted: (output) => ({
      type: 'TaskSubmitted',
      taskSubmittedEventDetails: { ...what, output, outputDetails: whole },
    }),
    succeeded: (output) => ({
      type: 'TaskSucceeded',
      taskSucceededEventDetails: { ...what, output, outputDetails: whole },
    }),
    failed: (failure) => ({ type: 'TaskFailed', taskFailedEventDetails: { ...what, ...reason(failure) } }),
    startFailed: (failure) => ({
      type: 'TaskStartFailed',
      taskStartFailedEventDetails: { ...what, ...reason(failure) },
    }),
    submitFailed: (failure) => ({
      type: 'TaskSubmitFailed',
      taskSubmitFailedEventDetails: { ...what, ...reason(failure) },
    }),
    timedOut: (failure) => ({
      type: 'TaskTimedOut',
      taskTimedOutEventDetails: { ...what, ...reason(failure) },
    }),
  };
}
