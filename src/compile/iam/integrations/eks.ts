/** EKS [developer guide, "IAM policies for calling Amazon EKS"]: the cluster and its parts. Calls of Kubernetes are allowed by the cluster. */
import { member, type Argument } from '../arguments.ts';
import {
  arnIn,
  atRunTime,
  capitalised,
  passRole,
  unbounded,
  type Call,
  type Grant,
  type Integration,
  type Scope,
} from '../grant.ts';

interface Kind {
  readonly resource: 'cluster' | 'nodegroup' | 'fargateprofile';
  readonly action: string;
  /** Name of the part in the arguments; a cluster's own is `Name`. */
  readonly part?: string;
  /** What the part is run with. */
  readonly role: string;
}

const kinds: Readonly<Record<string, Kind>> = {
  Cluster: { resource: 'cluster', action: 'Cluster', role: 'RoleArn' },
  Nodegroup: { resource: 'nodegroup', action: 'Nodegroup', part: 'NodegroupName', role: 'NodeRole' },
  FargateProfile: {
    resource: 'fargateprofile',
    action: 'FargateProfile',
    part: 'FargateProfileName',
    role: 'PodExecutionRoleArn',
  },
};

export const eks: Integration = (call) => {
  const [, verb = '', name = ''] = /^(create|delete)(.+)$/.exec(call.operation) ?? [];
  const kind = kinds[name];
  if (!kind) return [];
  return verb === 'create'
    ? create(kind, call)
    : [
        {
          actions: ['Delete', ...(call.isJob ? ['Describe'] : [])].map((one) => `eks:${one}${kind.action}`),
          ...own(kind, call),
        },
      ];
};

function create(kind: Kind, call: Call): Grant[] {
  const following = call.isJob ? ['Describe', 'Delete'].map((verb) => `eks:${verb}${kind.action}`) : [];
  return [
    { actions: [`eks:${capitalised(call.operation)}`], ...creationScope(kind, call) },
    ...(following.length > 0 ? [{ actions: following, ...own(kind, call) }] : []),
    ...nodes(kind, call),
    ...passRole([member(call.arguments, kind.role)], 'eks.amazonaws.com', call),
  ];
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
