/** Candidate → Deployment: `live` moves to the candidate's versions. */
import { liveAlias } from '../compile/function.ts';
import type { Candidate } from './candidate.ts';
import { promoteFunction } from './function.ts';
import { narrowRole } from './role.ts';
import { promoteStateMachine } from './stateMachine.ts';
import { applyUrl } from './url.ts';
import { allOf, type Workbench } from './workbench.ts';

/** What is live. */
export interface Deployment {
  /** ARN of the state machine's alias `live`. */
  readonly stateMachineArn: string;
  /** Address by function key, of the functions that have one. */
  readonly functionUrls: Readonly<Record<string, string>>;
}

/** Functions first, with their URLs, then the state machine; roles narrow last, when nothing old is served. */
export async function promote(bench: Workbench, candidate: Candidate): Promise<Deployment> {
  const { plan, functionVersions, stateMachineVersionArn } = candidate;
  await allOf(
    plan.functions.map((one) =>
      promoteFunction(bench, one, functionVersions.get(one.wanted.blueprint.key) ?? ''),
    ),
  );
  const urls = await allOf(plan.urls.map(async (url) => [url.key, await applyUrl(bench, url)] as const));
  await promoteStateMachine(bench, plan.stateMachine, stateMachineVersionArn);
  await allOf(plan.roles.map((role) => narrowRole(bench, role)));
  return {
    stateMachineArn: `${plan.blueprint.stateMachine.arn}:${liveAlias}`,
    functionUrls: Object.fromEntries(
      urls.filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  };
}
