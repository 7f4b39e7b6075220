/** Plan → Candidate: versions published and ready to be executed, while `live` serves what it served. */
import { discardFunctions } from './discard.ts';
import { publishFunction } from './function/publish.ts';
import { makeLogGroup } from './logGroup.ts';
import { takeOver } from './ownership.ts';
import type { Plan } from './plan.ts';
import { PropagationGate } from './propagation.ts';
import { widenRole } from './role.ts';
import { publishStateMachine } from './stateMachine/publish.ts';
import { allOf, type Workbench } from './workbench.ts';

export interface Candidate {
  readonly plan: Plan;
  /** Published version by function key. */
  readonly functionVersions: ReadonlyMap<string, string>;
  readonly stateMachineVersionArn: string;
}

/**
 * Carries out what comes before the run: roles and log groups, then functions, then the state machine; whatever does
 * not depend on each other at the same time. When one part fails, what the others have published is removed.
 */
export async function buildCandidate(bench: Workbench, plan: Plan): Promise<Candidate> {
  const versions = new Map<string, string>();
  try {
    await takeOver(bench, plan);
    await publishFunctions(bench, plan, versions);
    const { functions, stateMachine, blueprint } = plan;
    const versionArn = await publishStateMachine(bench, stateMachine, functions, versions, blueprint.tags);
    return { plan, functionVersions: versions, stateMachineVersionArn: versionArn };
  } catch (thrown) {
    await discardFunctions(bench, plan, versions);
    throw thrown;
  }
}

/** Adds each version to `versions` as soon as it is published. */
async function publishFunctions(bench: Workbench, plan: Plan, versions: Map<string, string>): Promise<void> {
  const { tags } = plan.blueprint;
  const gate = new PropagationGate(bench);
  const roles = new Map(plan.roles.map((role) => [role.wanted.arn, widenRole(bench, role, tags)]));
  const groups = new Map(
    plan.logGroups.map((group) => [group.change.name, makeLogGroup(bench, group, tags)]),
  );
  const functions = plan.functions.map(async (one) => {
    const { key, role, logGroup } = one.wanted.blueprint;
    await Promise.all([roles.get(role.arn), groups.get(logGroup)]);
    versions.set(key, await publishFunction(bench, one, tags, gate));
  });
  await allOf([...roles.values(), ...groups.values(), ...functions]);
}
