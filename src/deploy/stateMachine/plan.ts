/** Wanted state machine + what `live` executes → what is to be done, and why. */
import type { StateMachineBlueprint, StateMachineLogging } from '../../compile/blueprint.ts';
import { exitCode, UserError } from '../../errors.ts';
import { canonicalJson } from '../../json.ts';
import { actionFor, type Change } from '../change.ts';
import type { FunctionPlan } from '../function/plan.ts';
import { namedDefinition, resolveDefinition } from './definition.ts';
import type { LiveStateMachine, StandingStateMachine } from './read.ts';

export interface StateMachinePlan {
  readonly change: Change;
  readonly wanted: StateMachineBlueprint;
  readonly standing?: StandingStateMachine;
}

/**
 * The definition names function versions: when a function changes, so does the machine that calls it.
 * Throws UserError when the type is to change, which AWS cannot do.
 */
export function planStateMachine(
  wanted: StateMachineBlueprint,
  functions: readonly FunctionPlan[],
  standing: StandingStateMachine | undefined,
): StateMachinePlan {
  refuseTypeChange(wanted, standing);
  const reasons = reasonsToChange(wanted, functions, standing);
  const action = actionFor(standing !== undefined, reasons);
  return {
    change: { action, resource: 'state machine', name: wanted.name, reasons },
    wanted,
    ...(standing && { standing }),
  };
}

function refuseTypeChange(wanted: StateMachineBlueprint, standing: StandingStateMachine | undefined): void {
  if (!standing || standing.type === wanted.type) return;
  throw new UserError(
    {
      what: `the state machine ${wanted.name} is ${standing.type}, and AWS cannot make it ${wanted.type}`,
      hint: 'Give the workflow another name or stage, or destroy this one first',
    },
    exitCode.refused,
  );
}

function reasonsToChange(
  wanted: StateMachineBlueprint,
  functions: readonly FunctionPlan[],
  standing: StandingStateMachine | undefined,
): string[] {
  if (!standing) return ['does not exist'];
  const { live } = standing;
  if (!live) return ['nothing has been promoted yet'];
  const called = functions.filter(({ wanted: { blueprint } }) => wanted.functionKeys.includes(blueprint.key));
  const reasons = called
    .filter(({ change }) => change.action !== 'keep')
    .map(({ wanted: { blueprint } }) => `calls the new version of ${blueprint.key}`);
  if (live.roleArn !== wanted.role.arn) reasons.push('role differs');
  reasons.push(...settingDifferences(wanted, live));
  if (definitionDiffers(wanted, called, live)) reasons.push('definition differs');
  if (reasons.length === 0 && versionsDiffer(wanted, called, live)) reasons.push('calls other versions');
  return reasons;
}

/** `logging OFF → ERROR` for each setting that differs. */
function settingDifferences(wanted: StateMachineBlueprint, live: LiveStateMachine): string[] {
  const data = ({ includeExecutionData: included }: StateMachineLogging): string =>
    included ? 'with data' : 'without data';
  const settings: readonly (readonly [string, string, string])[] = [
    ['logging', live.logging.level, wanted.logging.level],
    ['logging', data(live.logging), data(wanted.logging)],
    ['logging to', live.logging.logGroupArn ?? 'none', wanted.logging.logGroupArn ?? 'none'],
    ['tracing', onOff(live.tracing), onOff(wanted.tracing)],
  ];
  return settings.flatMap(([what, from, to]) => (from === to ? [] : [`${what} ${from} → ${to}`]));
}

function onOff(value: boolean): string {
  return value ? 'on' : 'off';
}

function definitionDiffers(
  wanted: StateMachineBlueprint,
  called: readonly FunctionPlan[],
  live: LiveStateMachine,
): boolean {
  const [then, now] = [wanted.definition, live.definition].map((one) => namedDefinition(one, called));
  return canonicalJson(then ?? null) !== canonicalJson(now ?? null);
}

/** A function's `live` has moved without the state machine: an earlier promotion was interrupted. */
function versionsDiffer(
  wanted: StateMachineBlueprint,
  called: readonly FunctionPlan[],
  live: LiveStateMachine,
): boolean {
  const versions = new Map(
    called.map((plan) => [plan.wanted.blueprint.key, plan.standing?.live?.version ?? '']),
  );
  return canonicalJson(resolveDefinition(wanted, called, versions)) !== canonicalJson(live.definition);
}
