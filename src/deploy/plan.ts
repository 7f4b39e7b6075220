/** Blueprint + what stands → Plan: the list of changes, as data. */
import type { Blueprint, FunctionBlueprint, RoleBlueprint } from '../compile/blueprint.ts';
import type { Package } from '../package/package.ts';
import type { Change } from './change.ts';
import type { WantedFunction } from './function/code.ts';
import { planConcurrency, type ConcurrencyPlan } from './function/concurrency.ts';
import { planFunction, type FunctionPlan } from './function/plan.ts';
import type { StandingFunction } from './function/read.ts';
import { planLogGroup, type LogGroupPlan, type StandingLogGroup } from './logGroup.ts';
import { adoptable, owns } from './ownership.ts';
import type { Owned } from './owned.ts';
import { grantOf, isToNarrow, isToWiden, planRole, type RolePlan, type StandingRole } from './role.ts';
import { planStateMachine, type StateMachinePlan } from './stateMachine/plan.ts';
import type { StandingStateMachine } from './stateMachine/read.ts';
import { planUrl, urlTag, type UrlPlan } from './url.ts';

/** What a deploy would do, each part with all that carrying it out needs. */
export interface Plan {
  readonly blueprint: Blueprint;
  readonly roles: readonly RolePlan[];
  readonly logGroups: readonly LogGroupPlan[];
  readonly functions: readonly FunctionPlan[];
  readonly urls: readonly UrlPlan[];
  readonly concurrency: readonly ConcurrencyPlan[];
  readonly stateMachine: StateMachinePlan;
  /** What is ours and no longer wanted: it goes after the promotion, when nothing old runs. */
  readonly removals: readonly Removal[];
  /** Why what is left over must stay for now; undefined when it may go, or when only a promotion will tell. */
  readonly pending?: string;
  /** Some deploy, perhaps a dead one, holds the stage. */
  readonly leased: boolean;
}

export interface Removal {
  readonly change: Change;
  readonly owned: Owned;
}

/** What stands at the target under the names that the blueprint wants, read from AWS. */
export interface Standing {
  /** By name, as the log groups. */
  readonly roles: ReadonlyMap<string, StandingRole>;
  readonly logGroups: ReadonlyMap<string, StandingLogGroup>;
  /** By key. */
  readonly functions: ReadonlyMap<string, StandingFunction>;
  readonly stateMachine: StandingStateMachine | undefined;
  /** What carries our tags, wanted or not; of roles those that are not wanted. */
  readonly owned: readonly Owned[];
  /** Some deploy, perhaps a dead one, holds the stage. */
  readonly leased: boolean;
}

/** `pending` says why what is left over of older versions must stay, when it must. */
export function plan(
  blueprint: Blueprint,
  packages: ReadonlyMap<string, Package>,
  standing: Standing,
  pending?: string,
): Plan {
  const functions = blueprint.functions.map((one) =>
    planFunction(wantedFunction(one, packages), standing.functions.get(one.key)),
  );
  return {
    blueprint,
    roles: rolesOf(blueprint).map((role) => planRole(role, standing.roles.get(role.name))),
    logGroups: blueprint.logGroups.map((group) =>
      planLogGroup(group, standing.logGroups.get(group.name), (tags) => owns(blueprint, tags)),
    ),
    functions,
    urls: blueprint.functions.flatMap((one) => {
      const { url, tags = {} } = standing.functions.get(one.key) ?? {};
      return planUrl(one, url, urlTag in tags);
    }),
    concurrency: blueprint.functions.flatMap((one) => planConcurrency(one, standing.functions.get(one.key))),
    stateMachine: planStateMachine(blueprint.stateMachine, functions, standing.stateMachine),
    removals: planRemovals(blueprint, standing.owned),
    leased: standing.leased,
    ...(pending !== undefined && { pending }),
  };
}

function wantedFunction(
  blueprint: FunctionBlueprint,
  packages: ReadonlyMap<string, Package>,
): WantedFunction {
  const code = blueprint.image ?? packages.get(blueprint.key);
  if (!code) throw new Error(`function ${blueprint.key} was not packaged`);
  return { blueprint, code };
}

/** The roles that are made: not those that the user brings. */
export function rolesOf(blueprint: Blueprint): RoleBlueprint[] {
  return everyRole(blueprint).filter(({ isGiven }) => !isGiven);
}

function everyRole({ functions, stateMachine }: Blueprint): RoleBlueprint[] {
  return [...functions.map(({ role }) => role), stateMachine.role];
}

/** The user's own roles, each once: kept as they are, with what they must allow. */
function givenRoles(blueprint: Blueprint): Change[] {
  const given = everyRole(blueprint).filter(({ isGiven }) => isGiven);
  return [...new Set(given.map(({ arn }) => arn))].map((arn) => {
    const needed = given.filter((role) => role.arn === arn).flatMap(({ statements }) => statements);
    const reasons = ['given, so it is not changed; it must', ...needed.map(grantOf)];
    return { action: 'keep', resource: 'role', name: arn, reasons };
  });
}

function planRemovals(blueprint: Blueprint, owned: readonly Owned[]): Removal[] {
  const wanted = new Set<string>([
    // Also the user's own: one that lies under our path is not ours to delete.
    ...everyRole(blueprint).map(({ name }) => `role ${name}`),
    ...blueprint.functions.map(({ name }) => `function ${name}`),
    ...blueprint.logGroups.map(({ name }) => `log group ${name}`),
    `state machine ${blueprint.stateMachine.name}`,
  ]);
  return owned
    .filter(({ resource, name }) => !wanted.has(`${resource} ${name}`))
    .map((one) => ({
      owned: one,
      change: { action: 'delete', resource: one.resource, name: one.name, reasons: ['no longer wanted'] },
    }));
}

/** Every change of a plan, in the order in which it is carried out. */
export function changesOf(plan: Plan): Change[] {
  const { blueprint, roles, logGroups, functions, stateMachine, concurrency, urls, removals } = plan;
  const plans = [...roles, ...logGroups, ...functions, stateMachine, ...concurrency, ...urls, ...removals];
  return [...givenRoles(blueprint), ...plans.map(({ change }) => change)];
}

/** What is kept and yet deserves a word: the user's own roles, and what they must allow. */
export function remarksOf(plan: Plan): Change[] {
  return changesOf(plan).filter(({ action, reasons }) => action === 'keep' && reasons.length > 0);
}

/** The changes that write something now. */
export function writesOf(plan: Plan): Change[] {
  const waiting = new Set(pendingOf(plan));
  const changes = changesOf(plan).filter((change) => change.action !== 'keep' && !waiting.has(change));
  return [...adoptable(plan), ...changes];
}

/** The changes that must wait: some executions of older versions still need what would go. */
export function pendingOf(plan: Plan): Change[] {
  if (plan.pending === undefined) return [];
  const narrowing = plan.roles.filter((role) => isToNarrow(role) && !isToWiden(role));
  return [...narrowing, ...plan.removals].map(({ change }) => change);
}

/** What goes only when nothing old runs: grants, and resources that are no longer wanted. */
export function leftoversOf({ roles, removals }: Plan): Change[] {
  return [...roles.filter(isToNarrow), ...removals].map(({ change }) => change);
}
