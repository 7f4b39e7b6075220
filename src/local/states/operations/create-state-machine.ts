import type { CreateStateMachineInput, CreateStateMachineOutput } from '@aws-sdk/client-sfn';
import { AwsError } from '../../errors.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import { statesArn } from '../arn.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, oneOf, required, text } from '../constraints.ts';
import { validationException } from '../errors.ts';
import { checkName } from '../names.ts';
import { settingsMembers } from '../settings.ts';
import { requireUsableRole } from '../usable-role.ts';
import { readSettings } from '../settings.ts';
import { sameSettings, StateMachine, type Identity, type Settings } from '../state-machine.ts';
import { tagMembers, writeTags } from '../tags.ts';

type Input = Wire<CreateStateMachineInput>;

const members = {
  ...settingsMembers,
  ...tagMembers,
  name: required(text(1, 80)),
  definition: required(text(1, 1_048_576)),
  roleArn: required(text(1, 256)),
  type: oneOf('STANDARD', 'EXPRESS'),
};

export const createStateMachine = operation(
  (backend: StatesBackend, call: Call<Input>): CreateStateMachineOutput => {
    const { input, caller } = call;
    checkMembers(input, members);
    const { name = '', type = 'STANDARD', publish = false, versionDescription } = input;
    checkName(name);
    if (versionDescription !== undefined && !publish) {
      throw validationException('Version description can only be set when publish is true');
    }
    const settings = readSettings(backend.cloud, input, type);
    const identity: Identity = { arn: statesArn(caller, 'stateMachine', name), name, type };
    requireUsableRole(backend.cloud, caller, identity.arn, settings);
    const machine = existing(backend, call, identity, settings) ?? create(backend, call, identity, settings);
    const version = publish ? machine.publish(backend.clock.now(), versionDescription) : undefined;
    return {
      stateMachineArn: machine.arn,
      creationDate: new Date(machine.creationDate),
      stateMachineVersionArn: version?.arn,
    };
  },
);

/**
 * A repeated request answers as the first one did. Role and tags are not compared: a request that differs in these alone
 * changes nothing (API reference, "CreateStateMachine is an idempotent API").
 */
function existing(
  backend: StatesBackend,
  { input, caller }: Call<Input>,
  { arn, type }: Identity,
  settings: Settings,
): StateMachine | undefined {
  const machine = backend.region(caller).stateMachines.get(arn);
  if (!machine) return undefined;
  if (machine.status === 'DELETING') {
    throw new AwsError('StateMachineDeleting', `State Machine is Deleting: '${arn}'`);
  }
  const { publish = false, versionDescription } = input;
  const same =
    machine.type === type &&
    sameSettings(machine.revision, settings) &&
    machine.createdWith.publish === publish &&
    machine.createdWith.versionDescription === versionDescription;
  if (!same) throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
  return machine;
}

function create(
  backend: StatesBackend,
  { input, caller }: Call<Input>,
  identity: Identity,
  settings: Settings,
): StateMachine {
  const { publish = false, versionDescription, tags = [] } = input;
  const machine = new StateMachine(identity, settings, { publish, versionDescription }, backend.clock.now());
  writeTags(machine.tags, tags);
  backend.region(caller).stateMachines.set(machine.arn, machine);
  return machine;
}
