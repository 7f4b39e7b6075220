/** The policy that a CI needs to deploy, run and destroy a workflow: each action on what is the workflow's, and no more. */
import type { JsonObject } from '../../json.ts';
import type { ArtifactsSpec } from '../../workflow/workflow.ts';
import type { Blueprint, Statement, Target } from '../blueprint.ts';
import { callGroups, prefixes, type CallGroup } from './calls.ts';
import { extras } from './extras.ts';
import { passRoles } from './passRoles.ts';
import { resourcesOf } from './resources.ts';

/** `artifacts` is where large zips go, when the workflow says so. */
export function ciStatements(
  blueprint: Blueprint,
  target: Target,
  artifacts?: ArtifactsSpec,
): readonly Statement[] {
  const resources = resourcesOf(blueprint, target, artifacts);
  const groups = callGroups
    .filter(({ on, isNeeded }) => resources[on].length > 0 && (isNeeded?.(blueprint) ?? true))
    .map((group) => statementOf(group, resources[group.on], blueprint));
  return [...groups, ...passRoles(blueprint, target), ...extras(blueprint, target)];
}

function statementOf(group: CallGroup, resources: readonly string[], blueprint: Blueprint): Statement {
  const { sid, reason, isBounded } = group;
  const condition = isBounded ? boundaryCondition(blueprint) : undefined;
  const actions = [...new Set(group.operations.flatMap((operation) => actionsOf(group, operation)))];
  return { sid, actions, resources, ...(condition && { condition }), reason };
}

/** What IAM asks for an operation. */
function actionsOf({ client, actions = {} }: CallGroup, operation: string): readonly string[] {
  return actions[operation] ?? [`${prefixes[client]}:${operation}`];
}

/** Roles without the boundary, or with another, cannot be made then, nor be given a policy. */
function boundaryCondition({ functions, stateMachine }: Blueprint): JsonObject | undefined {
  const boundary = [...functions, stateMachine].find(({ role }) => role.permissionsBoundary)?.role
    .permissionsBoundary;
  return boundary === undefined ? undefined : { StringEquals: { 'iam:PermissionsBoundary': boundary } };
}
