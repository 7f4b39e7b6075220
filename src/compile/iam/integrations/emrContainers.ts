/** EMR on EKS [developer guide, "IAM policies for calling Amazon EMR on EKS"]: the virtual cluster, and its job runs. */
import { member, type Argument } from '../arguments.ts';
import { arnIn, named, unbounded, type Call, type Grant, type Integration, type Scope } from '../grant.ts';

export const emrContainers: Integration = (call) => {
  switch (call.operation) {
    case 'createVirtualCluster':
      return createCluster(call);
    case 'deleteVirtualCluster':
      return deleteCluster(call);
    default:
      return startJobRun(call);
  }
};

function createCluster({ target: { partition, account } }: Call): Grant[] {
  const service = 'emr-containers.amazonaws.com';
  const role = `role/aws-service-role/${service}/AWSServiceRoleForAmazonEMRContainers`;
  return [
    { actions: ['emr-containers:CreateVirtualCluster'], ...unbounded },
    {
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [`arn:${partition}:iam::${account}:${role}`],
      condition: { StringLike: { 'iam:AWSServiceName': service } },
    },
  ];
}

function deleteCluster(call: Call): Grant[] {
  const actions = ['DeleteVirtualCluster', ...(call.isJob ? ['DescribeVirtualCluster'] : [])];
  return [{ actions: actions.map((name) => `emr-containers:${name}`), ...cluster('Id', '', call) }];
}

/** A run's role is no role that is passed, but a condition. */
function startJobRun(call: Call): Grant[] {
  const role: Argument = member(call.arguments, 'ExecutionRoleArn');
  return [
    {
      actions: ['emr-containers:StartJobRun'],
      ...cluster('VirtualClusterId', '', call),
      ...(typeof role === 'string' && {
        condition: { StringEquals: { 'emr-containers:ExecutionRoleArn': role } },
      }),
    },
    ...(call.isJob
      ? [
          {
            actions: ['emr-containers:DescribeJobRun', 'emr-containers:CancelJobRun'],
            ...cluster('VirtualClusterId', '/jobruns/*', call),
          },
        ]
      : []),
  ];
}

function cluster(argument: string, inside: string, { arguments: given, target }: Call): Scope {
  return named(member(given, argument), (id) =>
    arnIn(target, 'emr-containers', `/virtualclusters/${id}${inside}`),
  );
}
