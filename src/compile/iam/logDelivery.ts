/** What Step Functions does in a role's name to write events of executions to CloudWatch Logs. */
import type { Statement } from '../blueprint.ts';

/** None of them can be named a resource (Step Functions developer guide, "Logging using CloudWatch Logs"). */
const actions = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

export const logDelivery: Statement = { sid: 'DeliverLogs', actions, resources: ['*'], reason: 'logging' };
