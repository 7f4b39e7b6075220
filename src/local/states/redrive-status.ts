import type { DescribeExecutionOutput } from '@aws-sdk/client-sfn';
import type { Execution } from './execution.ts';

/** Whether RedriveExecution would take an execution, and why not (API reference, DescribeExecution). */
export function redriveStatus({
  status,
  launch,
}: Execution): Pick<DescribeExecutionOutput, 'redriveStatus' | 'redriveStatusReason'> {
  if (status === 'RUNNING' || status === 'SUCCEEDED') {
    return {
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: `Execution is ${status} and cannot be redriven`,
    };
  }
  return { redriveStatus: launch.mapRunArn === undefined ? 'REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN' };
}
