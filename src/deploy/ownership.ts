/** What is not ours is not touched: a name that stands without our tags, or a role outside our path, stops a deploy. */
import { TagResourceCommand as TagLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { TagResourceCommand as TagFunctionCommand } from '@aws-sdk/client-lambda';
import { TagResourceCommand as TagStateMachineCommand } from '@aws-sdk/client-sfn';
import { abortable } from '../aws/connection.ts';
import type { Blueprint } from '../compile/blueprint.ts';
import { exitCode, UserError, type Problem } from '../errors.ts';
import type { Change } from './change.ts';
import type { Plan } from './plan.ts';
import { carryOut, type Workbench } from './workbench.ts';

/**
 * Throws UserError that lists every name that stands and is not owned by this workflow and stage. Functions and state
 * machines may be adopted; a role may not, since its path is what says whose it is, and IAM changes no path.
 */
export function requireOwnership(plan: Plan, adopt: boolean): void {
  const problems = [
    ...foreignRoles(plan).map((change) =>
      problem(plan, change, 'Rename the workflow or the stage, or delete it'),
    ),
    ...(adopt ? [] : adoptable(plan)).map((change) =>
      problem(plan, change, 'Rename the workflow or the stage, or take it over with adopt'),
    ),
  ];
  if (problems.length > 0) throw new UserError(problems, exitCode.refused);
}

function problem({ blueprint }: Plan, { resource, name }: Change, hint: string): Problem {
  const owner = `workflow ${blueprint.workflow}, stage ${blueprint.stage}`;
  return { what: `the ${resource} ${name} exists and is not owned by ${owner}`, hint };
}

function foreignRoles({ roles }: Plan): Change[] {
  return roles
    .filter(({ standing, wanted }) => standing && standing.path !== wanted.path)
    .map(({ change }) => change);
}

/** What stands under our names without our tags. */
export function adoptable({ blueprint, logGroups, functions, stateMachine }: Plan): Change[] {
  // A log group may be anybody's, as long as it is not changed.
  const changedGroups = logGroups.filter(({ change }) => change.action === 'update');
  return [...changedGroups, ...functions, stateMachine]
    .filter(({ standing }) => standing && !owns(blueprint, standing.tags ?? {}))
    .map(({ change }) => ({ ...change, action: 'update', reasons: ['taken over'] }));
}

export function owns({ tags: ours }: Blueprint, tags: Readonly<Record<string, string>>): boolean {
  return Object.entries(ours).every(([key, value]) => tags[key] === value);
}

/** Gives our tags to what is taken over, before anything of it is changed. */
export async function takeOver(bench: Workbench, plan: Plan): Promise<void> {
  const { blueprint, logGroups } = plan;
  const { functions, stateMachine, tags } = blueprint;
  const tagOne = async ({ resource, name }: Change): Promise<void> => {
    if (resource === 'state machine') return tagStateMachine(bench, stateMachine.arn, tags);
    if (resource === 'function')
      return tagFunction(bench, functions.find((one) => one.name === name)?.arn ?? '', tags);
    return tagLogGroup(
      bench,
      logGroups.find(({ change }) => change.name === name)?.standing?.arn ?? '',
      tags,
    );
  };
  for (const change of adoptable(plan)) await carryOut(bench, change, () => tagOne(change));
}

async function tagLogGroup({ aws, signal }: Workbench, arn: string, tags: Blueprint['tags']): Promise<void> {
  await aws.logs.send(new TagLogGroupCommand({ resourceArn: arn, tags: { ...tags } }), abortable(signal));
}

async function tagFunction({ aws, signal }: Workbench, arn: string, tags: Blueprint['tags']): Promise<void> {
  await aws.lambda.send(new TagFunctionCommand({ Resource: arn, Tags: { ...tags } }), abortable(signal));
}

async function tagStateMachine(
  { aws, signal }: Workbench,
  arn: string,
  tags: Blueprint['tags'],
): Promise<void> {
  const list = Object.entries(tags).map(([key, value]) => ({ key, value }));
  await aws.sfn.send(new TagStateMachineCommand({ resourceArn: arn, tags: list }), abortable(signal));
}
