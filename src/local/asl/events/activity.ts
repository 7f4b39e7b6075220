import type { ActivityResource } from '../resource.ts';
import { whole } from './data.ts';
import { reason } from './reason.ts';
import type { TaskEvents } from './task-events.ts';

/** Activities: ActivityScheduled, ActivityStarted once a worker has taken it, … */
export function activityEvents({ arn }: ActivityResource): TaskEvents {
  return {
    scheduled: (attempt) => ({
      type: 'ActivityScheduled',
      activityScheduledEventDetails: {
        resource: arn,
        input: attempt.arguments,
        inputDetails: whole,
        ...(attempt.timeout !== undefined && { timeoutInSeconds: attempt.timeout }),
        ...(attempt.heartbeat !== undefined && { heartbeatInSeconds: attempt.heartbeat }),
      },
    }),
    started: (workerName) => ({
      type: 'ActivityStarted',
      activityStartedEventDetails: { ...(workerName !== undefined && { workerName }) },
    }),
    succeeded: (output) => ({
      type: 'ActivitySucceeded',
      activitySucceededEventDetails: { output, outputDetails: whole },
    }),
    failed: (failure) => ({ type: 'ActivityFailed', activityFailedEventDetails: reason(failure) }),
    startFailed: (failure) => ({
      type: 'ActivityScheduleFailed',
      activityScheduleFailedEventDetails: reason(failure),
    }),
    timedOut: (failure) => ({ type: 'ActivityTimedOut', activityTimedOutEventDetails: reason(failure) }),
  };
}
