/** Candidate → Deployment: `live` moves to the candidate's versions - every alias, or none. */
import { liveAlias } from '../compile/function.ts';
import type { Workflow } from '../workflow/workflow.ts';
import type { Candidate } from './candidate.ts';
import type { Change } from './change.ts';
import { discard } from './discard.ts';
import { moveLive, moveLiveBack } from './function/alias.ts';
import { applyConcurrency, restoreConcurrency } from './function/concurrency.ts';
import type { FunctionPlan } from './function/plan.ts';
import { applyRetention } from './logGroup.ts';
import { leftoversOf } from './plan.ts';
import { probeUrls } from './probe.ts';
import { prune } from './prune.ts';
import { remove } from './removal.ts';
import { narrowRole } from './role.ts';
import { olderExecutions } from './running.ts';
import { shiftTo } from './shift.ts';
import { moveLiveStateMachine, moveLiveStateMachineBack } from './stateMachine/alias.ts';
import { applyUrl } from './url.ts';
import { allOf, type Workbench } from './workbench.ts';

/** What is live. */
export interface Deployment {
  /** ARN of the state machine's alias `live`. */
  readonly stateMachineArn: string;
  /** Address by function key, of the functions that have one. */
  readonly functionUrls: Readonly<Record<string, string>>;
  /** What the next deploy does, because executions of older versions still need it. */
  readonly pending?: { readonly changes: readonly Change[]; readonly reason: string };
}

/** How the workflow wants to be promoted: in one step or two, and how many versions are kept. */
export type PromotionSpec = Pick<Workflow, 'promote' | 'keep'>;

export async function promote(
  bench: Workbench,
  candidate: Candidate,
  { promote: shift, keep }: PromotionSpec,
): Promise<Deployment> {
  const { plan } = candidate;
  if (shift) await shiftTo(bench, candidate, shift);
  const functionUrls = await moveAll(bench, candidate);
  await allOf(plan.logGroups.map((group) => applyRetention(bench, group)));
  const pending = await clearLeftovers(bench, candidate);
  await prune(bench, candidate, keep);
  await probeUrls(bench, plan.urls, functionUrls);
  return {
    stateMachineArn: `${plan.blueprint.stateMachine.arn}:${liveAlias}`,
    functionUrls,
    ...(pending && { pending }),
  };
}

/** Functions first, since what the state machine's alias executes must be there; URLs, which hang on aliases, last. */
async function moveAll(bench: Workbench, candidate: Candidate): Promise<Record<string, string>> {
  const { plan, stateMachineVersionArn } = candidate;
  const moves = movesOf(candidate);
  const machineBefore = plan.stateMachine.standing?.live?.versionArn;
  const machineArn = plan.blueprint.stateMachine.arn;
  try {
    await allOf(moves.map(({ name, version, before }) => moveLive(bench, name, version, before)));
    if (machineBefore !== stateMachineVersionArn) {
      const routes = [{ versionArn: stateMachineVersionArn, percent: 100 }];
      await moveLiveStateMachine(bench, machineArn, routes, machineBefore);
    }
    await allOf(plan.concurrency.map((one) => applyConcurrency(bench, one)));
    return await applyUrls(bench, candidate);
  } catch (thrown) {
    const back = { ...bench, signal: new AbortController().signal };
    if (machineBefore !== stateMachineVersionArn)
      await moveLiveStateMachineBack(back, machineArn, stateMachineVersionArn, machineBefore);
    await allOf(moves.map(({ name, version, before }) => moveLiveBack(back, name, version, before)));
    await allOf(plan.concurrency.map((one) => restoreConcurrency(back, one)));
    await discard(back, candidate);
    throw thrown;
  }
}

interface Move {
  readonly name: string;
  readonly version: string;
  readonly before: string | undefined;
}

function movesOf({ plan, functionVersions }: Candidate): Move[] {
  const moveOf = ({ wanted: { blueprint }, standing }: FunctionPlan): Move => ({
    name: blueprint.name,
    version: functionVersions.get(blueprint.key) ?? '',
    before: standing?.live?.version,
  });
  return plan.functions.map(moveOf).filter(({ version, before }) => version !== before);
}

async function applyUrls(bench: Workbench, { plan }: Candidate): Promise<Record<string, string>> {
  const urls = await allOf(plan.urls.map(async (url) => [url.key, await applyUrl(bench, url)] as const));
  return Object.fromEntries(urls.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Grants narrow, and what is no longer wanted goes, when no execution of an older version needs it. */
async function clearLeftovers(bench: Workbench, candidate: Candidate): Promise<Deployment['pending']> {
  const { plan, stateMachineVersionArn } = candidate;
  const changes = leftoversOf(plan);
  if (changes.length === 0) return undefined;
  const { live } = plan.stateMachine.standing ?? {};
  const since = live?.versionArn === stateMachineVersionArn ? live.since : bench.clock.now();
  const reason =
    live && (await olderExecutions(bench, plan.blueprint.stateMachine, stateMachineVersionArn, since));
  if (reason !== undefined) return { changes, reason };
  await allOf(plan.roles.map((role) => narrowRole(bench, role)));
  await remove(
    bench,
    plan.removals.map(({ owned }) => owned),
  );
  return undefined;
}
