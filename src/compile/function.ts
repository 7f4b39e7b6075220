/** FunctionSpec → the function with its role and log group. */
import type { FunctionSpec, PermissionSpec, Workflow } from '../workflow/workflow.ts';
import type { FunctionBlueprint, RoleBlueprint, Statement, Target } from './blueprint.ts';
import { trustOf } from './iam/trust.ts';
import type { Names } from './names.ts';
import { mapStrings } from './references.ts';
import { resolveText } from './resolve.ts';

/** The alias that serves a function: what `${functions.NAME}` means wherever a function's own users say it. */
export const liveAlias = 'live';

export function compileFunction(
  spec: FunctionSpec,
  workflow: Workflow,
  names: Names,
  target: Target,
): FunctionBlueprint {
  const name = names.function(spec.key);
  const text = (value: string): string =>
    resolveText(value, target, (key) => `${names.functionArn(key)}:${liveAlias}`);
  return {
    key: spec.key,
    at: spec.at,
    name,
    arn: names.functionArn(spec.key),
    source: spec.source,
    runtime: spec.runtime,
    handler: spec.handler,
    memory: spec.memory,
    timeoutSeconds: spec.timeoutSeconds,
    architecture: spec.architecture,
    description: spec.description === undefined ? `${workflow.name}: ${spec.key}` : text(spec.description),
    environment: mapStrings(spec.environment, text),
    role: functionRole(spec, names, target, text),
    logGroup: logGroupOf(name),
    ...(spec.url && { url: mapStrings(spec.url, text) }),
  };
}

/** Lambda writes there by default (Lambda developer guide, "CloudWatch Logs"). */
function logGroupOf(functionName: string): string {
  return `/aws/lambda/${functionName}`;
}

function functionRole(
  spec: FunctionSpec,
  names: Names,
  target: Target,
  text: (value: string) => string,
): RoleBlueprint {
  const name = names.functionRole(spec.key);
  return {
    name,
    arn: names.roleArn(name),
    path: names.rolePath,
    description: `What the function ${names.function(spec.key)} may do`,
    trust: trustOf('lambda.amazonaws.com'),
    statements: [
      writeOwnLogs(names.function(spec.key), target),
      ...spec.permissions.map((permission, index) => ownPermission(permission, index, spec.key, text)),
    ],
  };
}

/** The group itself is made by the deploy, so that nothing else may be created. */
function writeOwnLogs(functionName: string, { partition, region, account }: Target): Statement {
  return {
    sid: 'WriteOwnLogs',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [`arn:${partition}:logs:${region}:${account}:log-group:${logGroupOf(functionName)}:*`],
    reason: 'the function writes to its own log group',
  };
}

function ownPermission(
  permission: PermissionSpec,
  index: number,
  key: string,
  text: (value: string) => string,
): Statement {
  return {
    sid: `Permission${index + 1}`,
    actions: permission.actions.map(text),
    resources: permission.resources.map(text),
    reason: `functions.${key}.permissions[${index}]`,
  };
}
