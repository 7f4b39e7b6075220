import type { UpdateStateMachineInput, UpdateStateMachineOutput } from '@aws-sdk/client-sfn';
import { AwsError } from '../../errors.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, required, text } from '../constraints.ts';
import { validationException } from '../errors.ts';
import { readChanges, settingsMembers } from '../settings.ts';
import { requireUsableRole } from '../usable-role.ts';

type Input = Wire<UpdateStateMachineInput>;

const members = { ...settingsMembers, stateMachineArn: required(text(1, 256)) };

export const updateStateMachine = operation(
  (backend: StatesBackend, call: Call<Input>): UpdateStateMachineOutput => {
    const { input, caller } = call;
    checkMembers(input, members);
    checkAsksForSomething(input);
    const machine = backend.region(caller).stateMachine(input.stateMachineArn ?? '');
    if (machine.status === 'DELETING') {
      throw new AwsError('StateMachineDeleting', `State Machine is Deleting: '${machine.arn}'`);
    }
    const changes = readChanges(backend.cloud, input, machine.type);
    requireUsableRole(backend.cloud, caller, machine.arn, { ...machine.revision, ...changes });
    const now = backend.clock.now();
    machine.update(changes, now);
    const version = input.publish ? machine.publish(now, input.versionDescription) : undefined;
    return {
      updateDate: new Date(now),
      revisionId: machine.revision.id,
      stateMachineVersionArn: version?.arn,
    };
  },
);

function checkAsksForSomething(input: Input): void {
  const { definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration } = input;
  const changes = [definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration];
  if (changes.every((change) => change === undefined)) {
    throw new AwsError(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    );
  }
  if (input.versionDescription !== undefined && !input.publish) {
    throw validationException('Version description can only be set when publish is true');
  }
}
