/** CodeBuild [developer guide, "IAM policies for calling AWS CodeBuild"]: the project of each call. */
import { operationName } from '../../../aws-services/sdk.ts';
import { dynamic, items, member, type Argument } from '../arguments.ts';
import {
  arnIn,
  atRunTime,
  managedRule,
  named,
  together,
  type Call,
  type Integration,
  type Scope,
} from '../grant.ts';

export const codebuild: Integration = (call) => [
  { actions: actionsOf(call).map((name) => `codebuild:${name}`), ...scopeOf(call) },
  ...(call.isJob ? [managedRule(ruleOf(call), call)] : []),
];

function actionsOf({ operation, isJob }: Call): string[] {
  const action = operationName(operation);
  if (!isJob) return [action];
  return isBatch(operation)
    ? [action, 'StopBuildBatch', 'BatchGetBuildBatches']
    : [action, 'StopBuild', 'BatchGetBuilds'];
}

function isBatch(operation: string): boolean {
  return operation.endsWith('BuildBatch');
}

function ruleOf({ operation }: Call): string {
  return `StepFunctionsGetEventForCodeBuildStartBuild${isBatch(operation) ? 'Batch' : ''}Rule`;
}

function scopeOf({ operation, arguments: given, target }: Call): Scope {
  switch (operation) {
    case 'startBuild':
    case 'startBuildBatch':
      return named(member(given, 'ProjectName'), (name) => projectArn(name, target));
    case 'batchDeleteBuilds':
      return ofEach(member(given, 'Ids'), (id) => projectOf(id, target));
    case 'batchGetReports':
      return ofEach(member(given, 'ReportArns'), (arn) =>
        arn.replace(/:report\/([^:]+):.*$/, ':report-group/$1'),
      );
    default:
      return ofText(member(given, 'Id'), (id) => projectOf(id, target));
  }
}

function projectArn(name: string, target: Call['target']): string {
  return arnIn(target, 'codebuild', `project/${name}`);
}

/** A build's id begins with its project: `PROJECT:ID`, and its ARN with `build/PROJECT:ID`. */
function projectOf(id: string, target: Call['target']): string {
  if (id.startsWith('arn:')) return id.replace(/:build(-batch)?\/([^:]+):.*$/, ':project/$2');
  return projectArn(id.split(':')[0] ?? '', target);
}

function ofText(value: Argument, toArn: (text: string) => string): Scope {
  return typeof value === 'string' ? { resources: [toArn(value)] } : atRunTime;
}

function ofEach(value: Argument, toArn: (text: string) => string): Scope {
  const all = items(value);
  return all === dynamic ? atRunTime : together(all.map((one) => ofText(one, toArn)));
}
