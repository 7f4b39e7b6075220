/** Plan → Candidate: versions published and ready to be executed, while `live` serves what it served. */
import { publishFunction } from './function.ts';
import { applyLogGroup } from './logGroup.ts';
import type { Plan } from './plan.ts';
import { widenRole } from './role.ts';
import { publishStateMachine } from './stateMachine.ts';
import { allOf, type Workbench } from './workbench.ts';

export interface Candidate {
  readonly plan: Plan;
  /** Published version by function key. */
  readonly functionVersions: ReadonlyMap<string, string>;
  readonly stateMachineVersionArn: string;
}

/**
 * Carries out what comes before the run: roles and log groups, then functions, then the state machine; whatever does
 * not depend on each other at the same time.
 */
export async function buildCandidate(bench: Workbench, plan: Plan): Promise<Candidate> {
  const { tags } = plan.blueprint;
  const roles = new Map(plan.roles.map((role) => [role.wanted.name, widenRole(bench, role, tags)]));
  const groups = new Map(
    plan.logGroups.map((group) => [group.change.name, applyLogGroup(bench, group, tags)]),
  );
  const functions = plan.functions.map(async (one): Promise<[string, string]> => {
    const { key, role, logGroup } = one.wanted.blueprint;
    await Promise.all([roles.get(role.name), groups.get(logGroup)]);
    return [key, await publishFunction(bench, one, tags)];
  });
  await allOf([...roles.values(), ...groups.values(), ...functions.map(async (one) => void (await one))]);
  const versions = new Map(await Promise.all(functions));
  const { functions: functionPlans, stateMachine } = plan;
  const versionArn = await publishStateMachine(bench, stateMachine, functionPlans, versions, tags);
  return { plan, functionVersions: versions, stateMachineVersionArn: versionArn };
}
