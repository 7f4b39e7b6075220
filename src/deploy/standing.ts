/** Reads what stands at the target under the names that a blueprint wants. */
import type { Aws } from '../aws/connection.ts';
import type { Blueprint } from '../compile/blueprint.ts';
import { readFunction } from './function.ts';
import { readLogGroups } from './logGroup.ts';
import { rolesOf, type Standing } from './plan.ts';
import { readRoles } from './role.ts';
import { readStateMachine } from './stateMachine.ts';

/** Everything at once: the reads do not depend on each other. */
export async function readStanding(aws: Aws, blueprint: Blueprint, signal: AbortSignal): Promise<Standing> {
  const { rolePath, stateMachine } = blueprint;
  const [roles, logGroups, machine, functions] = await Promise.all([
    readRoles(aws, rolePath, rolesOf(blueprint), signal),
    readLogGroups(aws, commonPrefix(blueprint.functions.map(({ logGroup }) => logGroup))),
    readStateMachine(aws, stateMachine, signal),
    Promise.all(
      blueprint.functions.map(async (one) => [one.key, await readFunction(aws, one, signal)] as const),
    ),
  ]);
  const standing = functions.flatMap(([key, found]) => (found ? [[key, found] as const] : []));
  return { roles, logGroups, stateMachine: machine, functions: new Map(standing) };
}

function commonPrefix([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  while (!others.every((other) => other.startsWith(first.slice(0, length)))) length -= 1;
  return first.slice(0, length);
}
