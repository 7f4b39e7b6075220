/** The resources of a workflow and stage, as patterns of ARNs: what a deploy may touch now, and what earlier ones have left. */
import type { ArtifactsSpec } from '../../workflow/workflow.ts';
import type { Blueprint, Target } from '../blueprint.ts';
import { namePatterns } from '../names.ts';
import { startsMapRuns } from './children.ts';

export interface Resources {
  readonly everything: readonly string[];
  /** Roles that the deploy makes: all under the workflow's path. */
  readonly ownRoles: readonly string[];
  /** The same, and their names without a path. */
  readonly namedRoles: readonly string[];
  readonly functions: readonly string[];
  readonly stateMachine: readonly string[];
  readonly executions: readonly string[];
  /** Runs of distributed Maps; none without such a Map. */
  readonly mapRuns: readonly string[];
  readonly logGroups: readonly string[];
  /** Objects of the bucket for large zips; none without one. */
  readonly artifacts: readonly string[];
}

export function resourcesOf(
  blueprint: Blueprint,
  { partition, region, account }: Target,
  artifacts: ArtifactsSpec | undefined,
): Resources {
  const { workflow, stage, rolePath, stateMachine, logGroups } = blueprint;
  const hasMapRuns = startsMapRuns(stateMachine.definition);
  const names = namePatterns(workflow, stage);
  const regional = (service: string, resource: string): string =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const role = (name: string): string => `arn:${partition}:iam::${account}:role${name}`;
  const ownRoles = [role(`${rolePath}*`)];
  const otherGroups = logGroups.filter(({ name }) => !name.startsWith(`/aws/lambda/${names.functionStart}`));
  const groupNames = [
    `/aws/lambda/${names.functions}`,
    // With and without the end that some operations' ARNs have.
    ...new Set([`/aws/vendedlogs/states/${stateMachine.name}`, ...otherGroups.map(({ name }) => name)]),
  ];
  return {
    everything: ['*'],
    ownRoles,
    namedRoles: [...ownRoles, ...names.roles.map((name) => role(`/${name}`))],
    functions: [regional('lambda', `function:${names.functions}`)],
    // Versions and aliases stand for themselves in some of IAM's tables, for the machine in the guide's words.
    stateMachine: [stateMachine.arn, `${stateMachine.arn}:*`],
    executions: [
      regional('states', `execution:${stateMachine.name}:*`),
      ...(hasMapRuns ? [regional('states', `execution:${stateMachine.name}/*`)] : []),
    ],
    mapRuns: hasMapRuns ? [regional('states', `mapRun:${stateMachine.name}/*`)] : [],
    logGroups: groupNames.flatMap((name) => {
      const arn = regional('logs', `log-group:${name}`);
      return name.endsWith('*') ? [arn] : [arn, `${arn}:*`];
    }),
    artifacts: artifacts ? [`arn:${partition}:s3:::${artifacts.bucket}/${artifacts.prefix}*`] : [],
  };
}
