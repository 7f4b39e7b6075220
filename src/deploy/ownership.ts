/** What is not ours is not touched: a name that stands without our tag, or a role outside our path, stops a deploy. */
import type { Blueprint } from '../compile/blueprint.ts';
import { exitCode, UserError, type Problem } from '../errors.ts';
import type { Plan } from './plan.ts';

/** Throws UserError that lists every name that stands and is not owned by this workflow and stage. */
export function requireOwnership({ blueprint, roles, functions, stateMachine }: Plan): void {
  const foreign = [
    ...roles.filter(({ standing, wanted }) => standing && standing.path !== wanted.path),
    ...functions.filter(({ standing }) => standing && !owns(blueprint, standing.tags)),
    ...[stateMachine].filter(({ standing }) => standing && !owns(blueprint, standing.tags)),
  ].map(({ change }) => change);
  if (foreign.length === 0) return;
  throw new UserError(
    foreign.map(({ resource, name }): Problem => ({
      what: `the ${resource} ${name} exists and is not owned by workflow ${blueprint.workflow}, stage ${blueprint.stage}`,
      hint: 'Rename the workflow or the stage, or delete what stands',
    })),
    exitCode.refused,
  );
}

export function owns(blueprint: Pick<Blueprint, 'tags'>, tags: Readonly<Record<string, string>>): boolean {
  return Object.entries(blueprint.tags).every(([key, value]) => tags[key] === value);
}
