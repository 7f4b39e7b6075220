/** Reads what stands at the target under the names that a blueprint wants. */
import type { Aws } from '../aws/connection.ts';
import type { Blueprint } from '../compile/blueprint.ts';
import { readFunction } from './function/read.ts';
import { readLogGroups } from './logGroup.ts';
import { rolesOf, type Standing } from './plan.ts';
import { leaseHolder } from './leaseHolder.ts';
import { findTagged, taggedRoles } from './owned.ts';
import { listRoles, readRoles } from './role.ts';
import { readStateMachine } from './stateMachine/read.ts';

/** What is independent is read at once. */
export async function readStanding(aws: Aws, blueprint: Blueprint, signal: AbortSignal): Promise<Standing> {
  const { stateMachine, tags, rolePath } = blueprint;
  const wanted = rolesOf(blueprint);
  const names = new Set(wanted.map(({ name }) => name));
  const ours = listRoles(aws, rolePath);
  const [roles, others, lease, tagged, logGroups, machine, functions] = await Promise.all([
    ours.then((found) => readRoles(aws, found, wanted, signal)),
    ours.then((found) => {
      const unwanted = [...found.values()].filter(({ RoleName = '' }) => !names.has(RoleName));
      return taggedRoles(aws, unwanted, tags, signal);
    }),
    leaseHolder(aws, blueprint).read(signal),
    findTagged(aws, tags),
    readLogGroups(aws, blueprint.logGroups, signal),
    readStateMachine(aws, stateMachine, signal),
    Promise.all(
      blueprint.functions.map(async (one) => [one.key, await readFunction(aws, one, signal)] as const),
    ),
  ]);
  const standing = functions.flatMap(([key, found]) => (found ? [[key, found] as const] : []));
  return {
    roles,
    logGroups,
    stateMachine: machine,
    functions: new Map(standing),
    owned: [...tagged, ...others],
    leased: lease !== undefined,
  };
}
