/** `live` goes back to the version before: the state machine, and the functions that this version calls. */
import type { DescribeStateMachineCommandOutput } from '@aws-sdk/client-sfn';
import type { Blueprint } from '../compile/blueprint.ts';
import { liveAlias } from '../compile/function.ts';
import { stateMachineStatements } from '../compile/iam/stateMachineRole.ts';
import { namesFor } from '../compile/names.ts';
import { exitCode, UserError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { getAlias, moveLive } from './function/alias.ts';
import { getFunction } from './function/read.ts';
import { findTagged } from './owned.ts';
import { listStateMachineVersions, numberOf } from './prune.ts';
import { listRoles, planRole, readRoles, widenRole } from './role.ts';
import { moveLiveStateMachine } from './stateMachine/alias.ts';
import { calledVersions } from './stateMachine/definition.ts';
import { describe, liveVersionOf, readLiveAlias } from './stateMachine/read.ts';
import { allOf, type Workbench } from './workbench.ts';

export interface Rollback {
  /** ARNs of the state machine's versions. */
  readonly from: string;
  readonly to: string;
  /** `NAME:VERSION` of the functions that this version calls, which are live again. */
  readonly functions: readonly string[];
}

/**
 * Functions that the state machine does not call stay as they are: nothing says which of their versions belongs to
 * which of its own. Throws UserError when there is no version before, or when what it calls has gone.
 */
export async function rollback(bench: Workbench, blueprint: Blueprint): Promise<Rollback> {
  const { arn } = blueprint.stateMachine;
  const from = liveVersionOf(await readLiveAlias(bench.aws, arn, bench.signal));
  const versions = await listStateMachineVersions(bench, arn).catch(() => []);
  const to = versions.find((one) => from !== undefined && numberOf(one) < numberOf(from));
  if (from === undefined || to === undefined) throw nothingBefore(blueprint);
  const old = await describe(bench.aws, to, bench.signal);
  const definition = old?.definition ?? '{}';
  const functions = await ownCalls(bench, blueprint, definition);
  await requireVersions(bench, to, functions);
  await allowOldCalls(bench, blueprint, old);
  await allOf(functions.map((one) => moveBack(bench, one)));
  await moveLiveStateMachine(bench, arn, [{ versionArn: to, percent: 100 }], from);
  return { from, to, functions };
}

function nothingBefore({ workflow, stage }: Blueprint): UserError {
  return new UserError(
    {
      what: `${workflow} (${stage}) has no version before the one that is live`,
      hint: 'Deploy what you want instead',
    },
    exitCode.refused,
  );
}

/** `NAME:VERSION` of the functions of ours that a definition calls. */
async function ownCalls(bench: Workbench, { tags }: Blueprint, definition: string): Promise<string[]> {
  const owned = await findTagged(bench.aws, tags);
  const names = new Set(owned.filter(({ resource }) => resource === 'function').map(({ name }) => name));
  return [...new Set(calledVersions(definition))].filter((called) => names.has(called.split(':')[0] ?? ''));
}

async function requireVersions(
  { aws, signal }: Workbench,
  to: string,
  functions: readonly string[],
): Promise<void> {
  const found = await Promise.all(
    functions.map((called) => {
      const [name = '', version] = called.split(':');
      return getFunction(aws, name, version, signal);
    }),
  );
  const gone = functions.filter((_, index) => found[index] === undefined);
  if (gone.length === 0) return;
  throw new UserError(
    {
      what: `${to} calls ${gone.join(', ')}, which ${gone.length === 1 ? 'has' : 'have'} gone`,
      hint: 'Deploy an older commit instead',
    },
    exitCode.refused,
  );
}

/** The role may have narrowed since: it gets back what the old version needs. A role of the user's is the user's. */
async function allowOldCalls(
  bench: Workbench,
  blueprint: Blueprint,
  old: DescribeStateMachineCommandOutput | undefined,
): Promise<void> {
  const { role, permissions } = blueprint.stateMachine;
  if (role.isGiven) return;
  const { target } = bench.aws;
  const names = namesFor(blueprint.workflow, blueprint.stage, target);
  const definition = JSON.parse(old?.definition ?? '{}') as JsonObject;
  const does = {
    isLogged: (old?.loggingConfiguration?.level ?? 'OFF') !== 'OFF',
    isTraced: old?.tracingConfiguration?.enabled ?? false,
  };
  const wanted = {
    ...role,
    statements: stateMachineStatements(definition, permissions, does, names, target),
  };
  const ours = await listRoles(bench.aws, blueprint.rolePath);
  const standing = (await readRoles(bench.aws, ours, [wanted], bench.signal)).get(wanted.name);
  await widenRole(bench, planRole(wanted, standing), blueprint.tags);
}

async function moveBack(bench: Workbench, called: string): Promise<void> {
  const [name = '', version = ''] = called.split(':');
  const alias = await getAlias(bench, name, liveAlias);
  await moveLive(bench, name, version, alias?.FunctionVersion);
}
