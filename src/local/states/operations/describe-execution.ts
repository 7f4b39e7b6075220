import type { DescribeExecutionInput, DescribeExecutionOutput } from '@aws-sdk/client-sfn';
import { operation, type Call, type Wire } from '../../service.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, oneOf, required, text } from '../constraints.ts';
import type { Execution } from '../execution.ts';
import { redriveStatus } from '../redrive-status.ts';

export const describeExecution = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<DescribeExecutionInput>>,
  ): DescribeExecutionOutput => {
    checkMembers(input, {
      executionArn: required(text(1, 256)),
      includedData: oneOf('ALL_DATA', 'METADATA_ONLY'),
    });
    const execution = backend.region(caller).execution(input.executionArn ?? '');
    return describe(execution, input.includedData !== 'METADATA_ONLY');
  },
);

function describe(execution: Execution, withData: boolean): DescribeExecutionOutput {
  const { launch, status, outcome, stopDate, redriveCount, redriveDate } = execution;
  return {
    executionArn: launch.arn,
    stateMachineArn: launch.machine.arn,
    stateMachineVersionArn: launch.versionArn,
    stateMachineAliasArn: launch.aliasArn,
    mapRunArn: launch.mapRunArn,
    name: launch.name,
    status,
    startDate: new Date(launch.startDate),
    stopDate: stopDate === undefined ? undefined : new Date(stopDate),
    traceHeader: launch.traceHeader,
    redriveCount,
    redriveDate: redriveDate === undefined ? undefined : new Date(redriveDate),
    ...redriveStatus(execution),
    ...(withData && { input: launch.input }),
    inputDetails: { included: withData },
    ...describeOutcome(outcome, withData),
  };
}

function describeOutcome(
  outcome: Execution['outcome'],
  withData: boolean,
): Pick<DescribeExecutionOutput, 'output' | 'outputDetails' | 'error' | 'cause'> {
  if (outcome?.status !== 'SUCCEEDED') return { error: outcome?.error, cause: outcome?.cause };
  return { ...(withData && { output: outcome.output }), outputDetails: { included: withData } };
}
