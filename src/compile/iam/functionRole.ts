/** A function's own role: what Lambda does in its name, and what its `permissions` say. */
import type { FunctionSpec } from '../../workflow/workflow.ts';
import type { RoleBlueprint, Statement, Target } from '../blueprint.ts';
import type { Names } from '../names.ts';
import { ownStatements } from './permissions.ts';
import { givenRole, ownRole } from './role.ts';
import { tracingStatement } from './tracing.ts';
import { trustOf } from './trust.ts';

interface Inputs {
  readonly spec: FunctionSpec;
  /** Name of the group that the function logs to. */
  readonly logGroup: string;
  readonly names: Names;
  readonly target: Target;
  readonly permissionsBoundary?: string;
  /** Fills in what only the target knows. */
  readonly text: (value: string) => string;
}

export function functionRole(inputs: Inputs): RoleBlueprint {
  const { spec, names, permissionsBoundary, text } = inputs;
  const description = `What the function ${names.function(spec.key)} may do`;
  const role = {
    description,
    trust: trustOf('lambda.amazonaws.com'),
    statements: statementsOf(inputs),
  };
  if (spec.role !== undefined) return givenRole(text(spec.role), role);
  return ownRole(names.functionRole(spec.key), names, role, permissionsBoundary);
}

function statementsOf({ spec, logGroup, target, text }: Inputs): Statement[] {
  const deadLetter = spec.deadLetter === undefined ? undefined : text(spec.deadLetter);
  return [
    writeOwnLogs(logGroup, target),
    ...(spec.vpc ? joinNetwork(spec.key, target) : []),
    ...(deadLetter === undefined ? [] : [sendDeadLetters(deadLetter, spec.key)]),
    ...(spec.tracing ? [tracingStatement(`functions.${spec.key}.tracing`, functionTracing)] : []),
    ...ownStatements(spec.permissions, `functions.${spec.key}.permissions`, text),
  ];
}

/** The group itself is made by the deploy, so that nothing else may be created. */
function writeOwnLogs(logGroup: string, { partition, region, account }: Target): Statement {
  return {
    sid: 'WriteOwnLogs',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [`arn:${partition}:logs:${region}:${account}:log-group:${logGroup}:*`],
    reason: 'the function writes to its own log group',
  };
}

/**
 * Lambda makes the network interfaces in the function's name. It must be allowed to on all interfaces of the account; what
 * describes takes no resource (Lambda developer guide, "Required IAM permissions" of VPC functions).
 */
function joinNetwork(key: string, { partition, region, account }: Target): Statement[] {
  const reason = `functions.${key}.vpc`;
  return [
    {
      sid: 'ManageNetworkInterfaces',
      actions: [
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:AssignPrivateIpAddresses',
        'ec2:UnassignPrivateIpAddresses',
      ],
      resources: [`arn:${partition}:ec2:${region}:${account}:*/*`],
      reason,
    },
    {
      sid: 'FindNetworkInterfaces',
      actions: ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'],
      resources: ['*'],
      reason,
    },
  ];
}

function sendDeadLetters(arn: string, key: string): Statement {
  const isQueue = arn.split(':')[2] === 'sqs';
  return {
    sid: 'SendDeadLetters',
    actions: [isQueue ? 'sqs:SendMessage' : 'sns:Publish'],
    resources: [arn],
    reason: `functions.${key}.deadLetter`,
  };
}

/** Lambda decides by itself what is traced (Lambda developer guide, "AWS X-Ray"). */
const functionTracing = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];
