/** EKS [developer guide, "IAM policies for calling Amazon EKS"]: the cluster and its parts. Calls of Kubernetes are allowed by the cluster. */
import { member, type Argument } from '../arguments.ts';
import {
  arnIn,
  atRunTime,
  passRole,
  unbounded,
  type Call,
  type Grant,
  type Integration,
  type Scope,
} from '../grant.ts';

interface Kind {
  readonly resource: 'cluster' | 'nodegroup' | 'fargateprofile';
  /** Name of the part in the arguments; a cluster's own is `Name`. */
  readonly part?: string;
  /** What it is run with, and for whom that role is. */
  readonly role: string;
  readonly services: string | readonly string[];
}

/** By what is behind `create` and `delete`. */
const kinds: Readonly<Record<string, Kind>> = {
  Cluster: { resource: 'cluster', role: 'RoleArn', services: 'eks.amazonaws.com' },
  Nodegroup: {
    resource: 'nodegroup',
    part: 'NodegroupName',
    role: 'NodeRole',
    services: 'eks.amazonaws.com',
  },
  FargateProfile: {
    resource: 'fargateprofile',
    part: 'FargateProfileName',
    role: 'PodExecutionRoleArn',
    services: ['eks.amazonaws.com', 'eks-fargate-pods.amazonaws.com'],
  },
};

export const eks: Integration = (call) => {
  const [, verb, name = ''] = /^(create|delete)(.+)$/.exec(call.operation) ?? [];
  const kind = kinds[name];
  if (!kind) return [];
  return verb === 'create' ? create(kind, name, call) : remove(kind, name, call);
};

function create(kind: Kind, name: string, call: Call): Grant[] {
  return [
    { actions: [`eks:Create${name}`], ...creationScope(kind, call) },
    ...(call.isJob ? [{ actions: [`eks:Describe${name}`, `eks:Delete${name}`], ...own(kind, call) }] : []),
    ...nodes(kind, call),
    ...passRole([member(call.arguments, kind.role)], kind.services, call),
  ];
}

function remove(kind: Kind, name: string, call: Call): Grant[] {
  const following = call.isJob ? [`eks:Describe${name}`] : [];
  return [{ actions: [`eks:Delete${name}`, ...following], ...own(kind, call) }];
}

/** A cluster is made anywhere, its parts in the cluster [service authorization reference, Amazon EKS]. */
function creationScope(kind: Kind, call: Call): Scope {
  if (kind.part === undefined) return unbounded;
  const cluster = member(call.arguments, 'ClusterName');
  return typeof cluster === 'string'
    ? { resources: [arnIn(call.target, 'eks', `cluster/${cluster}`)] }
    : atRunTime;
}

/** `cluster/NAME`, or `nodegroup/CLUSTER/NAME/ID` */
function own(kind: Kind, { arguments: given, target }: Call): Scope {
  const cluster = member(given, kind.part === undefined ? 'Name' : 'ClusterName');
  if (typeof cluster !== 'string') return atRunTime;
  if (kind.part === undefined) return { resources: [arnIn(target, 'eks', `cluster/${cluster}`)] };
  const part: Argument = member(given, kind.part);
  const parts = typeof part === 'string' ? `${part}/*` : '*';
  return { resources: [arnIn(target, 'eks', `${kind.resource}/${cluster}/${parts}`)] };
}

/** EKS looks at the subnets and at the nodes' role in the caller's name. */
function nodes({ resource }: Kind, { arguments: given, target }: Call): Grant[] {
  if (resource !== 'nodegroup') return [];
  const role = member(given, 'NodeRole');
  return [
    { actions: ['ec2:DescribeSubnets'], ...unbounded },
    {
      actions: ['iam:GetRole', 'iam:ListAttachedRolePolicies'],
      resources: [typeof role === 'string' ? role : `arn:${target.partition}:iam::${target.account}:role/*`],
    },
  ];
}
