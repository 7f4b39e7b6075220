/** A candidate that failed: its versions go, roles are what they were, `live` has never changed. */
import type { Candidate } from './candidate.ts';
import { discardFunction } from './function.ts';
import { restoreRole } from './role.ts';
import { discardStateMachine } from './stateMachine.ts';
import { allOf, type Workbench } from './workbench.ts';

/** The state machine's version first: it is what refers to the functions' versions. */
export async function discard(bench: Workbench, candidate: Candidate): Promise<void> {
  const { plan, functionVersions, stateMachineVersionArn } = candidate;
  await discardStateMachine(bench, plan.stateMachine, stateMachineVersionArn);
  await allOf(
    plan.functions.map((one) =>
      discardFunction(bench, one, functionVersions.get(one.wanted.blueprint.key) ?? ''),
    ),
  );
  await allOf(plan.roles.map((role) => restoreRole(bench, role)));
  bench.report({ kind: 'discarded' });
}
