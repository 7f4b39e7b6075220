/** What one call needs to be allowed, before calls that are alike come together in a statement. */
import type { JsonObject } from '../../json.ts';
import type { Statement, Target } from '../blueprint.ts';
import type { Names } from '../names.ts';
import type { Argument } from './arguments.ts';

export interface Grant extends Scope {
  readonly actions: readonly string[];
  /** What the statement would like to be called; derived from action and resource unless given. */
  readonly sid?: string;
}

/** On what something is allowed. Without resources nothing needs to be. */
export interface Scope extends Pick<Statement, 'resources' | 'condition'> {
  /** Why the resources are no narrower, where they could be thought to. */
  readonly note?: string;
  /** The user could narrow it, and is told so. */
  readonly isWide?: boolean;
}

/** A call of an integration, and where it is made. */
export interface Call {
  /** As the Resource has it: `putItem`. */
  readonly operation: string;
  /** Step Functions waits for the job's end: `.sync`. */
  readonly isJob: boolean;
  readonly arguments: Argument;
  readonly target: Target;
  readonly names: Names;
}

/** What calls of a service need. */
export type Integration = (call: Call) => readonly Grant[];

/** Only the run knows on what. */
export const atRunTime: Scope = { resources: ['*'], note: 'only the run knows on what', isWide: true };

/** The call's arguments do not name it, or not in a way that is known here. */
export const untold: Scope = { resources: ['*'], note: 'the state does not tell on what', isWide: true };

/** IAM allows such an action on everything, or not at all. */
export const unbounded: Scope = { resources: ['*'], note: 'IAM takes no resource for it' };

/** What a text among the arguments names. An ARN stands for itself; what is not given as a text is known at run time. */
export function named(value: Argument, toArns: (name: string) => string | readonly string[]): Scope {
  if (typeof value !== 'string') return atRunTime;
  const arns = value.startsWith('arn:') ? value : toArns(value);
  return { resources: typeof arns === 'string' ? [arns] : arns };
}

/** All of several; as wide as the widest of them. */
export function together(scopes: readonly Scope[]): Scope {
  const wide = scopes.find(({ isWide }) => isWide);
  return wide ?? { resources: [...new Set(scopes.flatMap(({ resources }) => resources))] };
}

/** `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE` in the target's account and region. */
export function arnIn({ partition, region, account }: Target, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** The EventBridge rule through which Step Functions hears of a job's end; AWS checks when a machine is made that it may. */
export function managedRule(rule: string, { target }: Pick<Call, 'target'>): Grant {
  return {
    sid: 'ManageRule',
    actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
    resources: [arnIn(target, 'events', `rule/${rule}`)],
  };
}

/** Roles that are handed to a service, each by its ARN or name; none where none is given. */
export function passRole(
  roles: readonly Argument[],
  services: string | readonly string[],
  { target }: Pick<Call, 'target'>,
): readonly Grant[] {
  const given = roles.filter((role) => role !== undefined);
  if (given.length === 0) return [];
  const scope = together(
    given.map((role) => named(role, (name) => `arn:${target.partition}:iam::${target.account}:role/${name}`)),
  );
  const condition: JsonObject = { StringEquals: { 'iam:PassedToService': services } };
  return [{ sid: 'PassRole', actions: ['iam:PassRole'], ...scope, condition }];
}
