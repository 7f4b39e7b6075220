/** EMR Serverless [developer guide, "IAM policies for calling Amazon EMR Serverless"]: the application, and its job runs. */
import { operationName } from '../../../aws-services/sdk.ts';
import { member } from '../arguments.ts';
import {
  arnIn,
  managedRule,
  named,
  passRole,
  type Call,
  type Grant,
  type Integration,
  type Scope,
} from '../grant.ts';

export const emrServerless: Integration = (call) => {
  if (call.operation === 'createApplication') return [...create(call), ...rule('Application', call)];
  if (call.operation === 'startJobRun') return [...startJobRun(call), ...rule('Job', call)];
  if (call.operation === 'cancelJobRun') {
    const actions = ['CancelJobRun', ...(call.isJob ? ['GetJobRun'] : [])];
    return [grant(actions, jobRun(call)), ...rule('Job', call)];
  }
  return [grant(followed(call), application(call)), ...rule('Application', call)];
};

function grant(actions: readonly string[], scope: Scope): Grant {
  return { actions: actions.map((name) => `emr-serverless:${name}`), ...scope };
}

/** Starting is undone by stopping, where the state is aborted. */
function followed({ operation, isJob }: Call): string[] {
  const action = operationName(operation);
  if (!isJob) return [action];
  return [action, 'GetApplication', ...(operation === 'startApplication' ? ['StopApplication'] : [])];
}

/** The first application of an account needs the service's own role [IAM user guide, "service-linked roles"]. */
function create({ isJob, target }: Call): Grant[] {
  const service = 'ops.emr-serverless.amazonaws.com';
  const role = `role/aws-service-role/${service}/AWSServiceRoleForAmazonEMRServerless*`;
  return [
    grant(['CreateApplication'], { resources: [arnIn(target, 'emr-serverless', '/*')] }),
    ...(isJob
      ? [
          grant(['GetApplication', 'DeleteApplication'], {
            resources: [arnIn(target, 'emr-serverless', '/applications/*')],
          }),
        ]
      : []),
    {
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [`arn:${target.partition}:iam::${target.account}:${role}`],
      condition: { StringLike: { 'iam:AWSServiceName': service } },
    },
  ];
}

function startJobRun(call: Call): Grant[] {
  const role = member(call.arguments, 'ExecutionRoleArn');
  return [
    grant(['StartJobRun'], application(call)),
    ...passRole([role], 'emr-serverless.amazonaws.com', call),
    ...(call.isJob ? [grant(['GetJobRun', 'CancelJobRun'], application(call, '/jobruns/*'))] : []),
  ];
}

function application({ arguments: given, target }: Call, inside = ''): Scope {
  return named(member(given, 'ApplicationId'), (id) =>
    arnIn(target, 'emr-serverless', `/applications/${id}${inside}`),
  );
}

/** A run that only the execution knows is still one of its application. */
function jobRun(call: Call): Scope {
  const run = member(call.arguments, 'JobRunId');
  return application(call, `/jobruns/${typeof run === 'string' ? run : '*'}`);
}

function rule(kind: 'Application' | 'Job', call: Call): Grant[] {
  return call.isJob ? [managedRule(`StepFunctionsGetEventsForEMRServerless${kind}Rule`, call)] : [];
}
