/**
 * The EventBridge rules through which Step Functions hears of the end of `.sync` jobs. AWS checks when a state machine is
 * created or updated that its role may manage them.
 */
import { isObject, type Json } from '../../json.ts';
import type { Cloud, Session } from '../cloud.ts';
import { accessDenied } from './role.ts';

/** By service and action (IAM templates of the Step Functions guide); services that are polled have none. */
const rules: Readonly<Record<string, string>> = {
  'states:startExecution': 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
  'batch:submitJob': 'StepFunctionsGetEventsForBatchJobsRule',
  'ecs:runTask': 'StepFunctionsGetEventsForECSTaskRule',
  'sagemaker:createTrainingJob': 'StepFunctionsGetEventsForSageMakerTrainingJobsRule',
  'sagemaker:createTransformJob': 'StepFunctionsGetEventsForSageMakerTransformJobsRule',
  'sagemaker:createHyperParameterTuningJob': 'StepFunctionsGetEventsForSageMakerTuningJobsRule',
  'codebuild:startBuild': 'StepFunctionsGetEventForCodeBuildStartBuildRule',
};

const actions = ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'];

/** Throws AccessDeniedException where the role may not manage a rule that the definition needs. */
export function requireManagedRules(
  cloud: Cloud,
  session: Session,
  definition: string,
  { region, partition }: { readonly region: string; readonly partition: string },
): void {
  for (const rule of new Set(neededRules(JSON.parse(definition) as Json))) {
    const resource = `arn:${partition}:events:${region}:${session.account}:rule/${rule}`;
    const allowed = actions.every(
      (action) =>
        cloud.iam.authorize({
          principal: { kind: 'session', session },
          action,
          resource,
          resourceAccount: session.account,
        }).allowed,
    );
    if (!allowed) throw accessDenied(`'${session.roleArn}' is not authorized to create managed-rule.`);
  }
}

function neededRules(value: Json): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(neededRules);
  if (!isObject(value)) return [];
  const { Resource: resource } = value;
  const rule = typeof resource === 'string' ? ruleOf(resource) : undefined;
  return [...(rule === undefined ? [] : [rule]), ...Object.values(value).flatMap(neededRules)];
}

function ruleOf(resource: string): string | undefined {
  const [, task] = /^arn:[^:]+:states:::([^.]+)\.sync(?::2)?$/.exec(resource) ?? [];
  return task === undefined ? undefined : rules[task];
}
