import type {
  DescribeStateMachineForExecutionInput,
  DescribeStateMachineForExecutionOutput,
  DescribeStateMachineInput,
  DescribeStateMachineOutput,
} from '@aws-sdk/client-sfn';
import { operation, type Call, type Wire } from '../../service.ts';
import { isVersion } from '../arn.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, required, text } from '../constraints.ts';
import type { Revision, StateMachine, Version } from '../state-machine.ts';

/** Of a state machine, or of the version that a qualified ARN leads to. */
export const describeStateMachine = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<DescribeStateMachineInput>>,
  ): DescribeStateMachineOutput => {
    checkMembers(input, { stateMachineArn: required(text(1, 256)) });
    const arn = input.stateMachineArn ?? '';
    const { machine, qualifier } = backend.region(caller).qualified(arn);
    const version = qualifier === undefined ? undefined : versionBehind(machine, qualifier);
    const revision = version?.revision ?? machine.revision;
    return {
      stateMachineArn: version?.arn ?? machine.arn,
      name: machine.name,
      status: machine.status,
      type: machine.type,
      creationDate: new Date(version?.creationDate ?? machine.creationDate),
      description: version?.description,
      ...describeRevision(revision),
    };
  },
);

export const describeStateMachineForExecution = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<DescribeStateMachineForExecutionInput>>,
  ): DescribeStateMachineForExecutionOutput => {
    checkMembers(input, { executionArn: required(text(1, 256)) });
    const { launch } = backend.region(caller).execution(input.executionArn ?? '');
    const { machine, revision, mapRunArn } = launch;
    return {
      stateMachineArn: machine.arn,
      name: machine.name,
      updateDate: new Date(revision.date),
      mapRunArn,
      label: mapRunArn === undefined ? undefined : machine.name.split('/')[1],
      ...describeRevision(revision),
    };
  },
);

/** An alias is described by the version that it leads to first. */
function versionBehind(machine: StateMachine, qualifier: string): Version | undefined {
  return isVersion(qualifier)
    ? machine.versions.get(Number(qualifier))
    : machine.aliases.get(qualifier)?.routes[0]?.version;
}

function describeRevision({
  id,
  definition,
  roleArn,
  logging,
  tracing,
  encryption,
  variableReferences,
}: Revision): Pick<
  DescribeStateMachineOutput & { definition: string; roleArn: string },
  | 'definition'
  | 'roleArn'
  | 'loggingConfiguration'
  | 'tracingConfiguration'
  | 'encryptionConfiguration'
  | 'revisionId'
  | 'variableReferences'
> {
  return {
    definition,
    roleArn,
    loggingConfiguration: logging,
    tracingConfiguration: tracing,
    encryptionConfiguration: encryption,
    revisionId: id,
    ...(Object.keys(variableReferences).length > 0 && { variableReferences: { ...variableReferences } }),
  };
}
