/** SageMaker [developer guide, "IAM policies for calling Amazon SageMaker"]: the job, its tags and the role that it runs with. */
import { operationName } from '../../../aws-services/sdk.ts';
import { member } from '../arguments.ts';
import {
  arnIn,
  managedRule,
  named,
  passRole,
  together,
  unbounded,
  type Call,
  type Integration,
  type Scope,
} from '../grant.ts';

interface Kind {
  /** Argument with the name. */
  readonly name: string;
  /** What its ARN has before the name. */
  readonly resource: string;
  /** What is allowed beside it, where an operation is about two [service authorization reference, SageMaker]. */
  readonly other?: Pick<Kind, 'name' | 'resource'>;
  /** Where the role is that the service takes over. */
  readonly role?: readonly string[];
  /** Rule that tells of its end. */
  readonly rule?: string;
}

const endpointConfig = { name: 'EndpointConfigName', resource: 'endpoint-config' };

const kinds: Readonly<Record<string, Kind>> = {
  createTrainingJob: {
    name: 'TrainingJobName',
    resource: 'training-job',
    role: ['RoleArn'],
    rule: 'StepFunctionsGetEventsForSageMakerTrainingJobsRule',
  },
  createTransformJob: {
    name: 'TransformJobName',
    resource: 'transform-job',
    rule: 'StepFunctionsGetEventsForSageMakerTransformJobsRule',
  },
  createHyperParameterTuningJob: {
    name: 'HyperParameterTuningJobName',
    resource: 'hyper-parameter-tuning-job',
    role: ['TrainingJobDefinition', 'RoleArn'],
    rule: 'StepFunctionsGetEventsForSageMakerTuningJobsRule',
  },
  createLabelingJob: {
    name: 'LabelingJobName',
    resource: 'labeling-job',
    role: ['RoleArn'],
    rule: 'StepFunctionsGetEventsForSageMakerLabelingJobsRule',
  },
  createProcessingJob: {
    name: 'ProcessingJobName',
    resource: 'processing-job',
    role: ['RoleArn'],
    rule: 'StepFunctionsGetEventsForSageMakerProcessingJobsRule',
  },
  createModel: { name: 'ModelName', resource: 'model', role: ['ExecutionRoleArn'] },
  createEndpointConfig: endpointConfig,
  createEndpoint: { name: 'EndpointName', resource: 'endpoint', other: endpointConfig },
  updateEndpoint: { name: 'EndpointName', resource: 'endpoint', other: endpointConfig },
};

export const sagemaker: Integration = (call) => {
  const kind = kinds[call.operation];
  if (!kind) return [];
  const role = kind.role?.reduce(member, call.arguments);
  return [
    { actions: actionsOf(call), ...scopeOf(kind, call) },
    { actions: ['sagemaker:ListTags'], ...unbounded },
    ...passRole([role], 'sagemaker.amazonaws.com', call),
    ...(call.isJob && kind.rule !== undefined ? [managedRule(kind.rule, call)] : []),
  ];
};

/** ARNs of SageMaker are in small letters. */
function scopeOf(kind: Kind, call: Call): Scope {
  const parts = kind.other ? [kind, kind.other] : [kind];
  return together(
    parts.map(({ name, resource }) =>
      named(member(call.arguments, name), (text) =>
        arnIn(call.target, 'sagemaker', `${resource}/${text.toLowerCase()}`),
      ),
    ),
  );
}

function actionsOf({ operation, isJob }: Call): string[] {
  const name = operationName(operation);
  const job = name.replace('Create', '');
  const actions = isJob ? [name, `Describe${job}`, `Stop${job}`] : [name];
  return actions.map((action) => `sagemaker:${action}`);
}
