/** Blueprint + what stands → Plan: the list of changes, as data. */
import type { Blueprint, FunctionBlueprint } from '../compile/blueprint.ts';
import type { Position } from '../errors.ts';
import type { Package } from '../package/package.ts';
import { planFunction, type FunctionPlan, type StandingFunction } from './function.ts';
import { planLogGroup, type LogGroupPlan } from './logGroup.ts';
import { planRole, type RolePlan, type StandingRole } from './role.ts';
import { planStateMachine, type StandingStateMachine, type StateMachinePlan } from './stateMachine.ts';
import { planUrl, type UrlPlan } from './url.ts';

export type Action = 'create' | 'update' | 'delete' | 'keep';

/** One resource and what a deploy does to it. */
export interface Change {
  readonly action: Action;
  readonly resource: 'role' | 'log group' | 'function' | 'function URL' | 'state machine';
  readonly name: string;
  /** Why, each as a phrase: `memory 128 → 256`; empty for what is kept. */
  readonly reasons: readonly string[];
  /** Where the resource is described. */
  readonly at?: Position;
}

/** What a deploy would do, each part with all that carrying it out needs. */
export interface Plan {
  readonly blueprint: Blueprint;
  readonly roles: readonly RolePlan[];
  readonly logGroups: readonly LogGroupPlan[];
  readonly functions: readonly FunctionPlan[];
  readonly urls: readonly UrlPlan[];
  readonly stateMachine: StateMachinePlan;
}

/** A function as it is wanted: its blueprint and its code. */
export interface WantedFunction {
  readonly blueprint: FunctionBlueprint;
  readonly code: Package;
}

/** What stands at the target under the names that the blueprint wants, read from AWS. */
export interface Standing {
  /** By name. */
  readonly roles: ReadonlyMap<string, StandingRole>;
  readonly logGroups: ReadonlySet<string>;
  /** By key. */
  readonly functions: ReadonlyMap<string, StandingFunction>;
  readonly stateMachine: StandingStateMachine | undefined;
}

export function plan(blueprint: Blueprint, packages: ReadonlyMap<string, Package>, standing: Standing): Plan {
  const wanted = blueprint.functions.map((one): WantedFunction => {
    const code = packages.get(one.key);
    if (!code) throw new Error(`function ${one.key} was not packaged`);
    return { blueprint: one, code };
  });
  const functions = wanted.map((one) => planFunction(one, standing.functions.get(one.blueprint.key)));
  return {
    blueprint,
    roles: rolesOf(blueprint).map((role) => planRole(role, standing.roles.get(role.name))),
    logGroups: blueprint.functions.map(({ logGroup }) => planLogGroup(logGroup, standing.logGroups)),
    functions,
    urls: blueprint.functions.flatMap((one) => planUrl(one, standing.functions.get(one.key)?.url)),
    stateMachine: planStateMachine(blueprint.stateMachine, functions, standing.stateMachine),
  };
}

export function rolesOf({ functions, stateMachine }: Blueprint): Blueprint['stateMachine']['role'][] {
  return [...functions.map(({ role }) => role), stateMachine.role];
}

/** Every change of a plan, in the order in which it is carried out. */
export function changesOf({ roles, logGroups, functions, stateMachine, urls }: Plan): Change[] {
  return [...roles, ...logGroups, ...functions, stateMachine, ...urls].map(({ change }) => change);
}

/** The changes that write something. */
export function writesOf(plan: Plan): Change[] {
  return changesOf(plan).filter(({ action }) => action !== 'keep');
}

/** create, when nothing stands; else update when there is a reason to, else keep. */
export function actionFor(stands: boolean, reasons: readonly string[]): Action {
  if (!stands) return 'create';
  return reasons.length > 0 ? 'update' : 'keep';
}
