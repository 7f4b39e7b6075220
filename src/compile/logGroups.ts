/** The log groups of a workflow: made by the deploy, so that no role need be allowed to make any. */
import type { LoggingSpec, Workflow } from '../workflow/workflow.ts';
import type { FunctionBlueprint, LogGroupBlueprint, StateMachineLogging, Target } from './blueprint.ts';

/** Lambda writes there by default (Lambda developer guide, "CloudWatch Logs"). */
export function functionLogGroup(functionName: string): string {
  return `/aws/lambda/${functionName}`;
}

/** Groups under `/aws/vendedlogs/` do not count against the size of the account's log policy (Step Functions guide). */
function stateMachineLogGroup(stateMachineName: string): string {
  return `/aws/vendedlogs/states/${stateMachineName}`;
}

export function stateMachineLogging(
  logging: LoggingSpec | undefined,
  stateMachineName: string,
  { partition, region, account }: Target,
): StateMachineLogging {
  if (!logging || logging.level === 'OFF') return { level: 'OFF', includeExecutionData: false };
  const { level, includeExecutionData, group = stateMachineLogGroup(stateMachineName) } = logging;
  const logGroupArn = `arn:${partition}:logs:${region}:${account}:log-group:${group}:*`;
  return { level, includeExecutionData, logGroup: group, logGroupArn };
}

/** Each group once. Where several say a retention, they say the same: that was checked. */
export function logGroupsOf(
  functions: readonly FunctionBlueprint[],
  { logGroup }: StateMachineLogging,
  { logging }: Workflow,
): LogGroupBlueprint[] {
  const wanted = [
    ...functions.map((one) => ({ name: one.logGroup, retentionDays: one.logs.retentionDays })),
    ...(logGroup === undefined ? [] : [{ name: logGroup, retentionDays: logging?.retentionDays }]),
  ];
  const retentions = new Map<string, number | undefined>();
  for (const { name, retentionDays } of wanted) retentions.set(name, retentions.get(name) ?? retentionDays);
  return [...retentions].map(([name, retentionDays]) => ({
    name,
    ...(retentionDays !== undefined && { retentionDays }),
  }));
}
