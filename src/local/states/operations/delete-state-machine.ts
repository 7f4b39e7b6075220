import type { DeleteStateMachineInput, DeleteStateMachineOutput } from '@aws-sdk/client-sfn';
import { operation, type Call, type Wire } from '../../service.ts';
import { requireArn } from '../arn.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, required, text } from '../constraints.ts';

/**
 * Deletes the machine with its versions and aliases; it stays DELETING until its last execution has ended. What
 * is not there is deleted already.
 */
export const deleteStateMachine = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<DeleteStateMachineInput>>,
  ): DeleteStateMachineOutput => {
    checkMembers(input, { stateMachineArn: required(text(1, 256)) });
    const arn = input.stateMachineArn ?? '';
    requireArn(arn, 'stateMachine');
    const { stateMachines } = backend.region(caller);
    const machine = stateMachines.get(arn);
    if (!machine || machine.status === 'DELETING') return {};
    machine.status = 'DELETING';
    backend.executor.whenIdle(machine, () => stateMachines.delete(arn));
    return {};
  },
);
