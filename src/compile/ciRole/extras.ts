/** What some workflows ask for beside the calls that all do: Lambda looks up settings in the deployer's name, and a run is followed into others. */
import { nestedExecutions, startsMapRuns } from './children.ts';
import type { Blueprint, FunctionBlueprint, Statement, Target } from '../blueprint.ts';

export function extras({ functions, stateMachine }: Blueprint, target: Target): Statement[] {
  const { partition, region, account } = target;
  const { name, definition } = stateMachine;
  const statements: Statement[] = [
    {
      sid: 'FollowNested',
      actions: ['states:GetExecutionHistory'],
      resources: nestedExecutions(definition),
      reason: 'a run is followed into the executions that it starts',
    },
    {
      sid: 'FindFailedItems',
      actions: ['states:ListExecutions'],
      resources: startsMapRuns(definition)
        ? [`arn:${partition}:states:${region}:${account}:mapRun:${name}/*`]
        : [],
      reason: 'the item of a distributed Map that failed is found',
    },
    {
      sid: 'ReadLayers',
      actions: ['lambda:GetLayerVersion'],
      resources: functions.flatMap(({ layers }) => layers),
      reason: reasonOf(functions, 'layers', ({ layers }) => layers.length > 0),
    },
    {
      // Lambda adds itself to the repository's policy where it is not there [Lambda developer guide, "Amazon ECR permissions"].
      sid: 'UseImages',
      actions: [
        'ecr:BatchGetImage',
        'ecr:GetDownloadUrlForLayer',
        'ecr:GetRepositoryPolicy',
        'ecr:SetRepositoryPolicy',
      ],
      resources: functions.flatMap(({ image }) => (image ? repositoriesOf(image.uri, partition) : [])),
      reason: reasonOf(functions, 'image', ({ image }) => image !== undefined),
    },
    {
      // None of them takes a resource [service authorization reference, Amazon EC2].
      sid: 'FindNetworks',
      actions: ['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'],
      resources: functions.some(({ vpc }) => vpc) ? ['*'] : [],
      reason: reasonOf(functions, 'vpc', ({ vpc }) => vpc !== undefined),
    },
    {
      sid: 'UseKeys',
      actions: ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt'],
      resources: functions.flatMap(({ kmsKey }) => kmsKey ?? []),
      reason: reasonOf(functions, 'kmsKey', ({ kmsKey }) => kmsKey !== undefined),
    },
  ];
  return statements
    .filter(({ resources }) => resources.length > 0)
    .map((statement) => ({ ...statement, resources: [...new Set(statement.resources)] }));
}

function reasonOf(
  functions: readonly FunctionBlueprint[],
  setting: string,
  has: (one: FunctionBlueprint) => boolean,
): string {
  return functions
    .filter(has)
    .map(({ key }) => `functions.${key}.${setting}`)
    .join(', ');
}

/** `ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY@sha256:DIGEST`, or `:TAG` */
function repositoriesOf(uri: string, partition: string): string[] {
  const [, account, region, repository] = /^(\d{12})\.dkr\.ecr\.([^.]+)\.[^/]+\/([^@:]+)/.exec(uri) ?? [];
  if (account === undefined || region === undefined || repository === undefined) return [];
  return [`arn:${partition}:ecr:${region}:${account}:repository/${repository}`];
}
