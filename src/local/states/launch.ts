/** From a request to start something to what is started. */
import { randomUUID } from 'node:crypto';
import type { StartExecutionInput } from '@aws-sdk/client-sfn';
import { AwsError } from '../errors.ts';
import type { Wire } from '../service.ts';
import { pickVersion } from './alias.ts';
import { isVersion, statesArn, type Home } from './arn.ts';
import type { StatesBackend } from './backend.ts';
import { required, text } from './constraints.ts';
import type { Launch } from './execution.ts';
import { jsonProblem } from './json-problem.ts';
import { checkName } from './names.ts';
import type { StateMachine, Version } from './state-machine.ts';

export const startMembers = {
  stateMachineArn: required(text(1, 256)),
  name: text(1, 80),
  input: text(0, 262_144),
  traceHeader: text(0, 256),
};

/**
 * `ARN#TEST_CASE` starts it with what is mocked for that test case. Throws StateMachineDoesNotExist, StateMachineDeleting,
 * InvalidArn, InvalidName, InvalidExecutionInput, ValidationException.
 */
export function prepareLaunch(
  backend: StatesBackend,
  home: Home,
  request: Wire<StartExecutionInput>,
): Launch {
  const { name = randomUUID(), input = '{}', traceHeader } = request;
  checkName(name);
  checkInput(input);
  // Step Functions Local's: no ARN of AWS's has the mark.
  const [stateMachineArn = '', testCase] = (request.stateMachineArn ?? '').split('#');
  const { machine, qualifier } = backend.region(home).qualified(stateMachineArn);
  if (machine.status === 'DELETING') {
    throw new AwsError('StateMachineDeleting', `State Machine is Deleting: '${machine.arn}'`);
  }
  const version = qualifier === undefined ? undefined : versionOf(machine, qualifier);
  const revision = version?.revision ?? machine.revision;
  return {
    arn: executionArn(home, machine, name),
    name,
    machine,
    revision,
    program: revision.program,
    input,
    startDate: backend.clock.now(),
    ...(version && { versionArn: version.arn }),
    ...(qualifier !== undefined && !isVersion(qualifier) && { aliasArn: `${machine.arn}:${qualifier}` }),
    ...(traceHeader !== undefined && { traceHeader }),
    ...(testCase !== undefined && { mocked: backend.mocks.find(machine.name, testCase) }),
  };
}

function versionOf(machine: StateMachine, qualifier: string): Version | undefined {
  if (isVersion(qualifier)) return machine.versions.get(Number(qualifier));
  const alias = machine.aliases.get(qualifier);
  return alias && pickVersion(alias, Math.random());
}

function executionArn(home: Home, { name: machineName, type }: StateMachine, name: string): string {
  return type === 'EXPRESS'
    ? statesArn(home, 'express', `${machineName}:${name}:${randomUUID()}`)
    : statesArn(home, 'execution', `${machineName}:${name}`);
}

function checkInput(input: string): void {
  const problem = jsonProblem(input);
  if (problem === undefined) return;
  throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${problem}'`);
}
