/** SageMaker [developer guide, "IAM policies for calling Amazon SageMaker"]: the job, its tags and the role that it runs with. */
import { member, type Argument } from '../arguments.ts';
import {
  arnIn,
  capitalised,
  managedRule,
  named,
  passRole,
  unbounded,
  type Call,
  type Grant,
  type Integration,
} from '../grant.ts';

interface Kind {
  /** Argument with the name. */
  readonly name: string;
  /** What its ARN has before the name. */
  readonly resource: string;
  /** Where the role is that the service takes over. */
  readonly role?: readonly string[];
  /** Rule that tells of its end. */
  readonly rule?: string;
}

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
  createEndpointConfig: { name: 'EndpointConfigName', resource: 'endpoint-config' },
  createEndpoint: { name: 'EndpointName', resource: 'endpoint' },
  updateEndpoint: { name: 'EndpointName', resource: 'endpoint' },
};

export const sagemaker: Integration = (call) => {
  const kind = kinds[call.operation];
  if (!kind) return [];
  const role = kind.role?.reduce(member, call.arguments);
  return [
    {
      actions: actionsOf(call),
      ...named(member(call.arguments, kind.name), (name) => arnOf(kind, name, call)),
    },
    ...endpointConfig(call),
    { actions: ['sagemaker:ListTags'], ...unbounded },
    ...passRole([role], 'sagemaker.amazonaws.com', call),
    ...(call.isJob && kind.rule !== undefined ? [managedRule(kind.rule, call)] : []),
  ];
};

/** ARNs of SageMaker are in small letters. */
function arnOf({ resource }: Kind, name: string, { target }: Call): string {
  return arnIn(target, 'sagemaker', `${resource}/${name.toLowerCase()}`);
}

function actionsOf({ operation, isJob }: Call): string[] {
  const name = capitalised(operation);
  const job = name.replace('Create', '');
  const actions = isJob ? [name, `Describe${job}`, `Stop${job}`] : [name];
  return actions.map((action) => `sagemaker:${action}`);
}

/** An endpoint is allowed together with the configuration that it gets [service authorization reference, SageMaker]. */
function endpointConfig(call: Call): Grant[] {
  const config: Argument = member(call.arguments, 'EndpointConfigName');
  if (!/^(create|update)Endpoint$/.test(call.operation)) return [];
  const scope = named(config, (name) =>
    arnIn(call.target, 'sagemaker', `endpoint-config/${name.toLowerCase()}`),
  );
  return [{ actions: [`sagemaker:${capitalised(call.operation)}`], ...scope }];
}
