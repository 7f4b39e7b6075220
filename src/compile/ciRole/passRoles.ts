/** `iam:PassRole`: each role to its own service alone. */
import type { Blueprint, RoleBlueprint, Statement, Target } from '../blueprint.ts';
import { namePatterns } from '../names.ts';

export function passRoles(blueprint: Blueprint, target: Target): Statement[] {
  const { functions, stateMachine } = blueprint;
  const given = functions.map(({ role }) => role).filter(({ isGiven }) => isGiven);
  const makes = functions.length === 0 || given.length < functions.length;
  const functionRoles = [...(makes ? [ownFunctionRoles(blueprint, target)] : []), ...arnsOf(given)];
  return [
    passTo(
      'lambda.amazonaws.com',
      functionRoles,
      'PassFunctionRoles',
      "a function's role is passed to Lambda",
    ),
    passTo(
      'states.amazonaws.com',
      [stateMachine.role.arn],
      'PassStateMachineRole',
      "the state machine's role is passed to Step Functions",
    ),
  ];
}

function arnsOf(roles: readonly RoleBlueprint[]): string[] {
  return [...new Set(roles.map(({ arn }) => arn))];
}

function ownFunctionRoles({ workflow, stage, rolePath }: Blueprint, target: Target): string {
  const { functionRoles } = namePatterns(workflow, stage);
  return `arn:${target.partition}:iam::${target.account}:role${rolePath}${functionRoles}`;
}

function passTo(service: string, resources: readonly string[], sid: string, reason: string): Statement {
  return {
    sid,
    actions: ['iam:PassRole'],
    resources,
    condition: { StringEquals: { 'iam:PassedToService': service } },
    reason,
  };
}
