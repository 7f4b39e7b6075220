/** A candidate that failed: its versions go, roles are what they were, `live` has never changed. */
import type { Candidate } from './candidate.ts';
import { discardFunction } from './function/publish.ts';
import type { Plan } from './plan.ts';
import { restoreRole } from './role.ts';
import { discardStateMachine } from './stateMachine/publish.ts';
import { allOf, type Workbench } from './workbench.ts';

/**
 * The state machine's version goes first: it is what refers to the functions' versions. Not under the bench's signal,
 * which may be what ended the run.
 */
export async function discard(bench: Workbench, candidate: Candidate): Promise<void> {
  const { plan, functionVersions, stateMachineVersionArn } = candidate;
  await discardStateMachine(unhurried(bench), plan.stateMachine, stateMachineVersionArn);
  await discardFunctions(bench, plan, functionVersions);
  bench.report({ kind: 'discarded' });
}

/** The functions' versions that were published, by key; and the roles. */
export async function discardFunctions(
  bench: Workbench,
  plan: Plan,
  versions: ReadonlyMap<string, string>,
): Promise<void> {
  const at = unhurried(bench);
  await allOf([
    ...plan.functions.map(async (one) => {
      const version = versions.get(one.wanted.blueprint.key);
      if (version !== undefined) await discardFunction(at, one, version);
    }),
    ...plan.roles.map((role) => restoreRole(at, role)),
  ]);
}

function unhurried(bench: Workbench): Workbench {
  return { ...bench, signal: new AbortController().signal };
}
